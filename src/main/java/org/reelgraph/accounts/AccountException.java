package org.reelgraph.accounts;

import java.util.Objects;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** What was asked of an account can't be done, and nothing was; the message says why. */
public final class AccountException extends RuntimeException {

    private final transient UserError error;

    /** @param error why, as a client is told it */
    public AccountException(UserError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** {@return why, as a client is told it} */
    public UserError error() {
        return error;
    }

    /** {@return what is wrong} */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "Every constructor takes one.");
    }
}
