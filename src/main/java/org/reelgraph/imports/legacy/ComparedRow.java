package org.reelgraph.imports.legacy;

import java.util.List;
import org.reelgraph.imports.merge.Result.FieldChange;

/**
 * A row of an old database beside what the library has of it.
 *
 * @param id          the value of its column {@code id}; empty if it has none
 * @param differences the library's value of each field that differs, and that which the row would give it; of a row
 *                    that is superseded, the value that counts and the row's own
 * @param reason      why it isn't carried over, or what is lost; empty if there is nothing to say
 */
public record ComparedRow(String table, String id, Outcome outcome, List<FieldChange> differences, String reason) {

    /** What became of a row. */
    public enum Outcome {
        /** The library has all that it says. */
        EQUAL,
        /** The library has it, with other values. */
        DIFFERENT,
        /** The library doesn't have it. */
        MISSING,
        /** Some of what it says doesn't count, since another row of the same item says something else. */
        SUPERSEDED,
        /** It can't be carried over. */
        NOT_CARRIED,
        /** It stands for all rows of a table that has no place in a library. */
        NO_PLACE
    }
}
