package org.reelgraph.accounts;

import org.reelgraph.graphql.errors.UserErrorCode;

/** What was asked of an account can't be done, and nothing was; the message says why. */
public final class AccountException extends RuntimeException {

    private final UserErrorCode code;
    private final String field;

    public AccountException(UserErrorCode code, String field, String message) {
        super(message, null, false, false);
        this.code = code;
        this.field = field;
    }

    /** {@return the kind of mistake} */
    public UserErrorCode code() {
        return code;
    }

    /** {@return what of the input is wrong} */
    public String field() {
        return field;
    }
}
