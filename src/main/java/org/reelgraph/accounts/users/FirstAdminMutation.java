package org.reelgraph.accounts.users;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Map;
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

    private final FirstAdminSetup setup;

    FirstAdminMutation(FirstAdminSetup setup) {
        this.setup = setup;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("createFirstAdmin", this::create);
    }

    private CompletionStage<SignInPayload> create(DataFetchingEnvironment env) {
        SignInOnce.check(env);
        Map<String, String> input = env.getArgument("input");
        var owner = new Owner(input.get("email"), input.get("displayName"), input.get("password"));
        return AccountAnswers.answerLater(
                () -> setup.create(input.get("setupToken"), owner, Caller.of(env)).thenApply(SignInPayload::of),
                SignInPayload::refused);
    }
}
