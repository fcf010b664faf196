package org.reelgraph.graphql;

/** The kinds of mistakes an input can hold, as the schema names them. */
public enum UserErrorCode {
    REQUIRED, INVALID, OUT_OF_RANGE, TOO_MANY, DUPLICATE, IDENTITY_CONFLICT, ALREADY_EXISTS, NOT_FOUND, OUTSIDE_FOLDER, UNREADABLE, MALFORMED, UNKNOWN_FORMAT
}
