package org.reelgraph.accounts.passwords;

import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.reelgraph.accounts.AccountErrors;
import org.reelgraph.accounts.AccountException;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.User;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;

/** Sets a user's first or a new password by a one-time token. */
@Singleton
class PasswordReset {

    private static final String ACCOUNT = "token";

    private final PasswordTokens tokens;
    private final NewPasswords newPasswords;
    private final Throttle throttle;

    PasswordReset(PasswordTokens tokens, NewPasswords newPasswords, Throttle throttle) {
        this.tokens = tokens;
        this.newPasswords = newPasswords;
        this.throttle = throttle;
    }

    /**
     * Sets the password of the user who was given the token, and ends their sessions.
     *
     * @return                                               the user; an {@link AccountException} if the token was used
     *                                                       meanwhile
     * @throws AccountException                              if the token isn't valid, or the password breaks the rules
     * @throws org.reelgraph.graphql.errors.RequestException as {@code RATE_LIMITED} if the attempt comes too early, as
     *                                                       {@code OVERLOADED} if too many are waiting already
     */
    CompletionStage<User> set(String token, String email, String password, Caller caller) {
        throttle.count(ACCOUNT, caller);
        var address = EmailAddress.of(email).filter(known -> tokens.isGood(token, known))
                .orElseThrow(PasswordReset::wrong);
        throttle.succeeded(ACCOUNT, caller);
        newPasswords.check(password, address, "password");
        return newPasswords.hashed(password,
                hash -> tokens.redeem(token, address, hash, caller).orElseThrow(PasswordReset::wrong));
    }

    private static AccountException wrong() {
        return new AccountException(UserError.of(AccountErrors.INVALID_TOKEN).at("input", "token").saying(
                "The token is not for this address, was used, or is older than 24 hours. Ask for another one."));
    }
}
