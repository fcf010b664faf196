package org.reelgraph.imports.records;

import java.util.Objects;
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

    /** {@return what is wrong} */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "Every constructor takes one.");
    }
}
