package org.reelgraph.imports.records;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A remark about a record that is not an error, but that its owner should know.
 *
 * @param path  the path of the value, as in errors; empty if the notice is about the whole record
 * @param value the value in the source, shortened if it is long; null if the notice is not about a value
 */
public record Notice(Code code, String message, List<String> path, @Nullable String value) {

    /**
     * A kind of notice, as {@code ImportNoticeCode} of the schema names it. Those of any import are declared here; a
     * format declares its own.
     *
     * @param name as clients see it
     */
    public record Code(@JsonValue String name) {

        public static final Code UNKNOWN_FIELDS = new Code("UNKNOWN_FIELDS");
        public static final Code VALUE_DROPPED = new Code("VALUE_DROPPED");
        public static final Code PLACEHOLDER_ID = new Code("PLACEHOLDER_ID");
        public static final Code NUMBER_TAKEN = new Code("NUMBER_TAKEN");
        public static final Code LEFT_OUT = new Code("LEFT_OUT");
        public static final Code SAME_ITEM = new Code("SAME_ITEM");
        public static final Code DELETIONS_WITHHELD = new Code("DELETIONS_WITHHELD");

        /** Reads a stored code. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public Code {
            // Any name: what was stored may be of another version of the program.
        }

        /** {@return the name, as clients see it} */
        @Override
        public String toString() {
            return name;
        }
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
