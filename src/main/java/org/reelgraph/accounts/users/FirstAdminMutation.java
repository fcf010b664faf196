package org.reelgraph.accounts.users;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.reelgraph.accounts.AccountAnswers;
import org.reelgraph.accounts.passwords.SignInOnce;
import org.reelgraph.accounts.sessions.SignInPayload;
import org.reelgraph.accounts.users.FirstAdminSetup.Owner;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The mutation createFirstAdmin. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class FirstAdminMutation implements SchemaContributor {

    /** The input of {@code createFirstAdmin}. */
    @Introspected
    record CreateFirstAdminInput(String setupToken, String email, String password, Optional<String> displayName) {
    }

    private final FirstAdminSetup setup;

    FirstAdminMutation(FirstAdminSetup setup) {
        this.setup = setup;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("createFirstAdmin", CreateFirstAdminInput.class, this::create);
    }

    private CompletionStage<SignInPayload> create(CreateFirstAdminInput input, DataFetchingEnvironment env) {
        SignInOnce.check(env);
        var owner = new Owner(input.email(), input.displayName().orElse(null), input.password());
        return AccountAnswers.answerLater(
                () -> setup.create(input.setupToken(), owner, Caller.of(env)).thenApply(SignInPayload::of),
                SignInPayload::refused);
    }
}
