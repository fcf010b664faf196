package org.reelgraph.graphql.paging;

import io.micronaut.core.annotation.Nullable;
import java.util.Arrays;
import org.reelgraph.storage.Sha256;

/** The name of a list that is as some arguments have it, which its cursors carry; made where a cursor is. For one request. */
public final class ListName {

    private static final int HASH = 16;

    private final String name;
    private final Object[] arguments;
    private @Nullable String made;

    private ListName(String name, Object... arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    /** {@return the name of a list with these arguments: the same for the same, at every start of the program} */
    public static ListName of(String name, Object... arguments) {
        return new ListName(name, arguments);
    }

    @Override
    public String toString() {
        if (made == null) {
            made = arguments.length == 0 ? name : name + Sha256.hex(Arrays.deepToString(arguments)).substring(0, HASH);
        }
        return made;
    }
}
