package org.reelgraph.imports.records;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path of a value in an input; converted to text only for errors. */
public final class InputPath {

    /** The start of an input. */
    public static final InputPath START = new InputPath(null, "");

    private final @Nullable InputPath parent;
    private final Object step;

    private InputPath(@Nullable InputPath parent, Object step) {
        this.parent = parent;
        this.step = step;
    }

    /** {@return the path of this member} */
    public InputPath below(String member) {
        return new InputPath(this, member);
    }

    /** {@return the path after these steps} */
    public InputPath below(String... steps) {
        var place = this;
        for (var step : steps) {
            place = place.below(step);
        }
        return place;
    }

    /** {@return the path of this list item, from 0} */
    public InputPath below(int item) {
        return new InputPath(this, item);
    }

    /** {@return the steps from the start, as in {@link org.reelgraph.graphql.errors.UserError#path()}} */
    public List<String> path() {
        var path = new ArrayList<String>();
        for (var place = this; place.parent != null; place = place.parent) {
            path.add(place.step.toString());
        }
        Collections.reverse(path);
        return List.copyOf(path);
    }
}
