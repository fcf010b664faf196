package org.reelgraph.accounts.users;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.reelgraph.accounts.AccountErrors;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.passwords.PasswordHashing;
import org.reelgraph.accounts.passwords.PasswordRules;
import org.reelgraph.accounts.passwords.PasswordTokens;
import org.reelgraph.accounts.passwords.SignInOnce;
import org.reelgraph.accounts.passwords.Throttle;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The mutation setPassword: a user sets their first or a new password by a one-time token. */
@Singleton
class SetPasswordMutation implements SchemaContributor {

    private final PasswordTokens tokens;
    private final PasswordRules rules;
    private final PasswordHashing hashing;
    private final Throttle throttle;
    private final ExecutorService writes;

    SetPasswordMutation(PasswordTokens tokens, PasswordRules rules, PasswordHashing hashing, Throttle throttle,
            @Named("writes") ExecutorService writes) {
        this.tokens = tokens;
        this.rules = rules;
        this.hashing = hashing;
        this.throttle = throttle;
        this.writes = writes;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("setPassword", this::set);
        schema.type("SetPasswordPayload", UserPayload.class);
    }

    private CompletionStage<UserPayload> set(DataFetchingEnvironment env) {
        SignInOnce.check(env);
        Map<String, String> input = env.getArgument("input");
        var caller = Caller.of(env);
        var token = input.get("token").strip();
        throttle.count("token", caller);
        var email = EmailAddress.of(input.get("email")).filter(address -> tokens.isGood(token, address));
        if (email.isEmpty()) {
            return CompletableFuture.completedFuture(wrong());
        }
        throttle.succeeded("token", caller);
        var mistake = rules.mistakeIn(input.get("password"), email.get(), "input", "password");
        if (mistake.isPresent()) {
            return CompletableFuture.completedFuture(
                    UserPayload.refused(mistake.get()));
        }
        return hashing.hash(input.get("password")).thenApplyAsync(
                hash -> tokens.redeem(token, email.get(), hash, caller).map(UserPayload::of)
                        .orElseGet(SetPasswordMutation::wrong),
                writes);
    }

    private static UserPayload wrong() {
        return UserPayload.refused(UserError.of(AccountErrors.INVALID_TOKEN).at("input", "token").saying(
                "The token is not for this address, was used, or is older than 24 hours. Ask for another one."));
    }
}
