package org.reelgraph.imports.records;

import org.reelgraph.graphql.errors.UserErrorCode;

/** A value can't be used; the message says why, for people. */
final class UnusableValue extends Exception {

    private final UserErrorCode code;

    UnusableValue(UserErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    UserErrorCode code() {
        return code;
    }
}
