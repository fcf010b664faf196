package org.reelgraph.mediaos.files;

import java.util.Optional;
import java.util.Set;

/**
 * Where the entries of a file stand.
 *
 * @param list    the member of the root that lists entries, each with an {@code id}; empty if there is none
 * @param members the members of the root that are entries themselves; with {@link #ANY} all are
 * @param whole   whether the root is the only entry
 */
public record Layout(Optional<String> list, Set<String> members, boolean whole) {

    private static final String ANY = "*";

    /** {@return the layout of a list, as in {@code {"items": [{"id": …}]}}} */
    public static Layout list(String name) {
        return new Layout(Optional.of(name), Set.of(), false);
    }

    /** {@return the layout of an object of entries by their keys} */
    public static Layout object() {
        return new Layout(Optional.empty(), Set.of(ANY), false);
    }

    /** {@return the layout of a file that is one entry} */
    public static Layout single() {
        return new Layout(Optional.empty(), Set.of(), true);
    }

    /** {@return this layout with members of the root that are entries too} */
    public Layout and(String... names) {
        return new Layout(list, Set.of(names), whole);
    }

    /** {@return whether a member of the root is an entry} */
    public boolean isEntry(String member) {
        return members.contains(ANY) || members.contains(member);
    }
}
