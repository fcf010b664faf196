package org.reelgraph.accounts.passwords;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import org.reelgraph.accounts.AccountAnswers;
import org.reelgraph.accounts.AccountErrors;
import org.reelgraph.accounts.sessions.Sessions;
import org.reelgraph.accounts.sessions.SignInPayload;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The mutations login and refreshSession. */
@Singleton
class SignInMutations implements SchemaContributor {

    /** The input of {@code login}. */
    @Introspected
    record LoginInput(String email, String password) {
    }

    /** The input of {@code refreshSession}. */
    @Introspected
    record RefreshSessionInput(String refreshToken) {
    }

    private final PasswordSignIn signIn;
    private final Sessions sessions;

    SignInMutations(PasswordSignIn signIn, Sessions sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("login", LoginInput.class, this::login)
                .field("refreshSession", RefreshSessionInput.class, this::refresh);
        schema.type("SignInPayload", SignInPayload.class);
    }

    private CompletionStage<SignInPayload> login(LoginInput input, DataFetchingEnvironment env) {
        SignInOnce.check(env);
        return AccountAnswers.answerLater(
                () -> signIn.signIn(input.email(), input.password(), Caller.of(env)).thenApply(SignInPayload::of),
                SignInPayload::refused);
    }

    private SignInPayload refresh(RefreshSessionInput input, DataFetchingEnvironment env) {
        SignInOnce.check(env);
        return sessions.renew(input.refreshToken(), Caller.of(env)).map(SignInPayload::of)
                .orElseGet(() -> SignInPayload.refused(UserError.of(AccountErrors.INVALID_TOKEN)
                        .at("input", "refreshToken")
                        .saying("The refresh token is invalid or no longer valid. Sign in again.")));
    }
}
