package org.reelgraph.graphql.limits;

import java.util.Collection;

/**
 * Measures how long a feature's lists are: a bean, found by the engine, which forecasts by it what an operation finds.
 * A list that nobody measures is as long as the schema's {@code @listSize} says.
 */
public interface ListSizes {

    /** {@return the sizes at present; asked for at the start and now and then after changes, never in a request} */
    Collection<ListSize> measured();
}
