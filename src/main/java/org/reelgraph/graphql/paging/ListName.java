package org.reelgraph.graphql.paging;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.Sha256;

/**
 * The name of a list with certain arguments, which is part of the list's cursors; computed when a cursor needs it. An
 * instance serves a single request.
 */
public final class ListName {

    private static final int HASH = 16;

    private final String name;
    private final @Nullable Object[] arguments;
    private @Nullable String made;

    private ListName(String name, @Nullable Object... arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    /** {@return the name of a list with these arguments; equal arguments give the same name, even after a restart} */
    public static ListName of(String name, @Nullable Object... arguments) {
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
