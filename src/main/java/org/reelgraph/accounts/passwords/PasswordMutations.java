package org.reelgraph.accounts.passwords;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reelgraph.accounts.AccountAnswers;
import org.reelgraph.accounts.User;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The mutations changePassword and setPassword. */
@Singleton
class PasswordMutations implements SchemaContributor {

    /** The user whose password was set, or the reason why it wasn't. */
    public record PasswordPayload(@Nullable User user, List<UserError> userErrors) implements MutationPayload {

        static PasswordPayload of(User user) {
            return new PasswordPayload(user, List.of());
        }

        static PasswordPayload refused(UserError error) {
            return new PasswordPayload(null, List.of(error));
        }
    }

    /** The input of {@code changePassword}. */
    @Introspected
    record ChangePasswordInput(String currentPassword, String newPassword) {
    }

    /** The input of {@code setPassword}. */
    @Introspected
    record SetPasswordInput(String token, String email, String password) {
    }

    private final PasswordChange change;
    private final PasswordReset reset;

    PasswordMutations(PasswordChange change, PasswordReset reset) {
        this.change = change;
        this.reset = reset;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("changePassword", ChangePasswordInput.class, this::change)
                .field("setPassword", SetPasswordInput.class, this::set);
        schema.type("ChangePasswordPayload", PasswordPayload.class);
        schema.type("SetPasswordPayload", PasswordPayload.class);
    }

    private CompletionStage<PasswordPayload> change(ChangePasswordInput input, DataFetchingEnvironment env) {
        SignInOnce.check(env);
        return answer(() -> change.change(input.currentPassword(), input.newPassword(), Caller.of(env)));
    }

    private CompletionStage<PasswordPayload> set(SetPasswordInput input, DataFetchingEnvironment env) {
        SignInOnce.check(env);
        return answer(() -> reset.set(input.token().strip(), input.email(), input.password(), Caller.of(env)));
    }

    private static CompletionStage<PasswordPayload> answer(Supplier<CompletionStage<User>> work) {
        return AccountAnswers.answerLater(() -> work.get().thenApply(PasswordPayload::of), PasswordPayload::refused);
    }
}
