package org.reelgraph.accounts;

import java.util.Objects;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** Something can't be done with an account, and nothing was changed; the message says why. */
public final class AccountException extends RuntimeException {

    private final transient UserError error;

    /** @param error the reason, as clients see it */
    public AccountException(UserError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** {@return the reason, as clients see it} */
    public UserError error() {
        return error;
    }

    /** {@return what is wrong} */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage(), "Every constructor takes one.");
    }
}
