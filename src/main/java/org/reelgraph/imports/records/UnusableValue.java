package org.reelgraph.imports.records;

import org.reelgraph.graphql.errors.UserErrorCode;

/** A value is invalid; the message tells people why. */
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
