package org.reelgraph.imports.records;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A remark about a record that is not an error, but that its owner should know.
 *
 * @param path  the path of the value, as in errors; empty if the notice is about the whole record
 * @param value the value in the source, shortened if it is long; null if the notice is not about a value
 */
public record Notice(Code code, String message, List<String> path, @Nullable String value) {

    /** The kinds of notices, as named in the schema. */
    public enum Code {
        DETAILS_MISSING, UNKNOWN_FIELDS, VALUE_DROPPED, PLACEHOLDER_ID, NUMBER_TAKEN, LEFT_OUT, SAME_ITEM
    }

    /** The path is absent in notices stored by an earlier version. */
    public Notice {
        path = path == null ? List.of() : path;
    }

    /** {@return a notice about a whole record} */
    public static Notice of(Code code, String message) {
        return new Notice(code, message, List.of(), null);
    }
}
