package org.reelgraph.imports.records;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * Something about a record that is no error, and that its owner should know.
 *
 * @param path  the way to the value it is about, as of an error; empty where it is about the record as a whole
 * @param value the value as the source has it, cut where it is long; null where it is about no value
 */
public record Notice(Code code, String message, List<String> path, @Nullable String value) {

    /** The kinds of notices, as the schema names them. */
    public enum Code {
        DETAILS_MISSING, UNKNOWN_FIELDS, VALUE_DROPPED, PLACEHOLDER_ID, NUMBER_TAKEN, LEFT_OUT, SAME_ITEM
    }

    /** Absent in notices that an earlier version stored. */
    public Notice {
        path = path == null ? List.of() : path;
    }

    /** {@return a notice about a record as a whole} */
    public static Notice of(Code code, String message) {
        return new Notice(code, message, List.of(), null);
    }
}
