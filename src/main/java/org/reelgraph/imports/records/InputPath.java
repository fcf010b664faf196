package org.reelgraph.imports.records;

import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The way to a value in an input; written out only where something is wrong with it. */
public final class InputPath {

    /** Where an input begins. */
    public static final InputPath START = new InputPath(null, "");

    private final @Nullable InputPath parent;
    private final Object step;

    private InputPath(@Nullable InputPath parent, Object step) {
        this.parent = parent;
        this.step = step;
    }

    /** {@return the place of this member} */
    public InputPath below(String member) {
        return new InputPath(this, member);
    }

    /** {@return the place at the end of these steps} */
    public InputPath below(String... steps) {
        var place = this;
        for (var step : steps) {
            place = place.below(step);
        }
        return place;
    }

    /** {@return the place of this item of a list, from 0} */
    public InputPath below(int item) {
        return new InputPath(this, item);
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
