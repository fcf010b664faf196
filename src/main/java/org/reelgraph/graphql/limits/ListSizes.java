package org.reelgraph.graphql.limits;

import java.util.Collection;

/**
 * Measures the lengths of a feature's lists. An implementation is a bean; the engine finds it and uses it to forecast
 * the size of responses. A list that nobody measures has the length given by {@code @listSize} in the schema.
 */
public interface ListSizes {

    /** {@return the current sizes; called at startup and occasionally after changes, never during a request} */
    Collection<ListSize> measured();
}
