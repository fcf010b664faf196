package org.reelgraph.imports.formats;

/** Something about a record that is no error, and that its owner should know. */
public record Notice(Code code, String message) {

    /** The kinds of notices, as the schema names them. */
    public enum Code {
        DETAILS_MISSING, UNKNOWN_FIELDS
    }
}
