package org.reelgraph.accounts.users;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.reelgraph.accounts.AccountErrors;
import org.reelgraph.accounts.AccountException;
import org.reelgraph.accounts.DisplayName;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.passwords.NewPasswords;
import org.reelgraph.accounts.passwords.Throttle;
import org.reelgraph.accounts.sessions.SignIn;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;

/** Creates the first admin for whoever has the set-up token. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class FirstAdminSetup {

    /**
     * What the owner enters.
     *
     * @param displayName null for the local part of the e-mail address
     */
    record Owner(String email, @Nullable String displayName, String password) {
    }

    private final FirstAdmin firstAdmin;
    private final NewPasswords newPasswords;
    private final Throttle throttle;

    FirstAdminSetup(FirstAdmin firstAdmin, NewPasswords newPasswords, Throttle throttle) {
        this.firstAdmin = firstAdmin;
        this.newPasswords = newPasswords;
        this.throttle = throttle;
    }

    /**
     * Creates the first admin and begins their first session.
     *
     * @return                                               the tokens; an {@link AccountException} if there is a user
     *                                                       by now
     * @throws AccountException                              if this isn't the token, or something else isn't valid
     * @throws org.reelgraph.graphql.errors.RequestException as {@code RATE_LIMITED} if the attempt comes too early, as
     *                                                       {@code OVERLOADED} if too many are waiting already
     */
    CompletionStage<SignIn> create(String setupToken, Owner owner, Caller caller) {
        throttle.count("set-up", caller);
        if (!firstAdmin.isToken(setupToken)) {
            throw new AccountException(UserError.of(AccountErrors.INVALID_CREDENTIALS).at("input", "setupToken")
                    .saying("This is not the set-up token that the server's log shows, or there is a user already."));
        }
        var email = EmailAddress.required(owner.email());
        newPasswords.check(owner.password(), email, "password");
        var name = DisplayName.required(owner.displayName(), email);
        return newPasswords.hashed(owner.password(), hash -> firstAdmin.create(email, name, hash, caller).orElseThrow(
                () -> new AccountException(UserError.of(UserErrorCode.ALREADY_EXISTS).at("input")
                        .saying("There is a user already."))));
    }
}
