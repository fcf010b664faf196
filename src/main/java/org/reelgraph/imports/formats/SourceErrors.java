package org.reelgraph.imports.formats;

import org.reelgraph.graphql.errors.UserErrorCode;

/** The error codes for files and folders to import. */
public final class SourceErrors {

    public static final UserErrorCode OUTSIDE_FOLDER = new UserErrorCode("OUTSIDE_FOLDER");
    public static final UserErrorCode UNREADABLE = new UserErrorCode("UNREADABLE");
    public static final UserErrorCode MALFORMED = new UserErrorCode("MALFORMED");
    public static final UserErrorCode UNKNOWN_FORMAT = new UserErrorCode("UNKNOWN_FORMAT");

    public static final UserErrorCode LOCKED = new UserErrorCode("LOCKED");

    private SourceErrors() {
    }
}
