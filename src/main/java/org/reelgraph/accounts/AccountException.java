package org.reelgraph.accounts;

import org.reelgraph.graphql.UserErrorCode;

/** What was asked of an account can't be done, and nothing was; the message says why. */
public final class AccountException extends RuntimeException {

    private final UserErrorCode code;
    private final String field;

    AccountException(UserErrorCode code, String field, String message) {
        super(message, null, false, false);
        this.code = code;
        this.field = field;
    }

    /** {@return the kind of mistake} */
    UserErrorCode code() {
        return code;
    }

    /** {@return what of the input is wrong} */
    String field() {
        return field;
    }
}
