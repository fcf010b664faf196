package org.reelgraph.imports.records;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The way to a value in an input; written out only where something is wrong with it. */
public final class Place {

    /** Where an input begins. */
    public static final Place START = new Place(null, "");

    private final @Nullable Place parent;
    private final Object step;

    private Place(@Nullable Place parent, Object step) {
        this.parent = parent;
        this.step = step;
    }

    /** {@return the place of this member} */
    public Place below(String member) {
        return new Place(this, member);
    }

    /** {@return the place at the end of these steps} */
    public Place below(String... steps) {
        var place = this;
        for (var step : steps) {
            place = place.below(step);
        }
        return place;
    }

    /** {@return the place of this item of a list, from 0} */
    public Place below(int item) {
        return new Place(this, item);
    }

    /** {@return the steps from the start on, as {@link org.reelgraph.graphql.errors.UserError#path()} has them} */
    public List<String> path() {
        var path = new ArrayList<String>();
        for (var place = this; place.parent != null; place = place.parent) {
            path.add(place.step.toString());
        }
        Collections.reverse(path);
        return List.copyOf(path);
    }
}
