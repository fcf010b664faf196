package org.reelgraph.accounts.users;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.reelgraph.accounts.AccountErrors;
import org.reelgraph.accounts.DisplayName;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.passwords.PasswordHashing;
import org.reelgraph.accounts.passwords.PasswordRules;
import org.reelgraph.accounts.passwords.SignInOnce;
import org.reelgraph.accounts.passwords.Throttle;
import org.reelgraph.accounts.sessions.SignInPayload;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The mutation createFirstAdmin. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class FirstAdminMutation implements SchemaContributor {

    private final FirstAdmin firstAdmin;
    private final PasswordRules rules;
    private final PasswordHashing hashing;
    private final Throttle throttle;
    private final ExecutorService writes;

    FirstAdminMutation(FirstAdmin firstAdmin, PasswordRules rules, PasswordHashing hashing, Throttle throttle,
            @Named("writes") ExecutorService writes) {
        this.firstAdmin = firstAdmin;
        this.rules = rules;
        this.hashing = hashing;
        this.throttle = throttle;
        this.writes = writes;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("createFirstAdmin", this::create);
    }

    private CompletionStage<SignInPayload> create(DataFetchingEnvironment env) {
        SignInOnce.check(env);
        Map<String, String> input = env.getArgument("input");
        var caller = Caller.of(env);
        throttle.count("set-up", caller);
        if (!firstAdmin.isToken(input.get("setupToken"))) {
            return refused(UserError.of(AccountErrors.INVALID_CREDENTIALS).at("input", "setupToken")
                    .saying("This is not the set-up token that the server's log shows, or there is a user already."));
        }
        var email = EmailAddress.of(input.get("email"));
        if (email.isEmpty()) {
            return refused(
                    UserError.of(UserErrorCode.INVALID).at("input", "email").saying("This is no e-mail address."));
        }
        var mistake = rules.mistakeIn(input.get("password"), email.get(), "input", "password");
        if (mistake.isPresent()) {
            return refused(mistake.get());
        }
        var name = DisplayName.of(input.get("displayName"), email.get());
        if (name.isEmpty()) {
            return refused(
                    UserError.of(UserErrorCode.OUT_OF_RANGE).at("input", "displayName").saying(DisplayName.RULE));
        }
        return hashing.hash(input.get("password")).thenApplyAsync(
                hash -> firstAdmin.create(email.get(), name.get(), hash, caller).map(SignInPayload::of)
                        .orElseGet(() -> SignInPayload.refused(UserError.of(UserErrorCode.ALREADY_EXISTS).at("input")
                                .saying("There is a user already."))),
                writes);
    }

    private static CompletionStage<SignInPayload> refused(UserError error) {
        return CompletableFuture.completedFuture(SignInPayload.refused(error));
    }
}
