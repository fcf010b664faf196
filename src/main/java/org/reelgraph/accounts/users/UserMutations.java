package org.reelgraph.accounts.users;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.reelgraph.accounts.AccountAnswers;
import org.reelgraph.accounts.AccountException;
import org.reelgraph.accounts.DisplayName;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.passwords.NewPasswords;
import org.reelgraph.accounts.passwords.PasswordToken;
import org.reelgraph.accounts.users.UserAdministration.Change;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.schema.ArgumentValue;
import org.reelgraph.graphql.schema.ExplicitNulls;
import org.reelgraph.graphql.schema.IdInput;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaAssembly.InputFetcher;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The mutations with which admins manage users. */
@Singleton
class UserMutations implements SchemaContributor {

    /**
     * The input of {@code createUser}.
     *
     * @param password empty to invite the user by a one-time token
     */
    @Introspected
    record CreateUserInput(String email, Optional<String> displayName, Role role, Optional<String> password) {
    }

    /** The input of {@code updateUser}. Omitted fields stay as they are. */
    @Introspected
    record UpdateUserInput(String id, ArgumentValue<String> email, ArgumentValue<String> displayName,
            ArgumentValue<Role> role) {
    }

    private final UserAdministration users;
    private final NewPasswords newPasswords;

    UserMutations(UserAdministration users, NewPasswords newPasswords) {
        this.users = users;
        this.newPasswords = newPasswords;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation()
                .field("createUser", CreateUserInput.class,
                        (input, env) -> AccountAnswers.answerLater(() -> create(input, env), UserPayload::refused))
                .field("updateUser", UpdateUserInput.class,
                        (input, env) -> answered(() -> UserPayload.of(update(input, idOf(schema, input.id()), env))))
                .field("createPasswordToken", IdInput.class,
                        onUser(schema, (who, id) -> UserPayload.of(users.issueToken(who, id))))
                .field("suspendUser", IdInput.class,
                        onUser(schema, (who, id) -> UserPayload.of(users.suspend(who, id))))
                .field("reinstateUser", IdInput.class,
                        onUser(schema, (who, id) -> UserPayload.of(users.reinstate(who, id))))
                .field("deleteUser", IdInput.class,
                        onUser(schema, (who, id) -> UserPayload.of(users.delete(who, id))));
        schema.type("CreateUserPayload", UserPayload.class);
        schema.type("UpdateUserPayload", UserPayload.class);
        schema.type("CreatePasswordTokenPayload", UserPayload.class);
        schema.type("SuspendUserPayload", UserPayload.class);
        schema.type("ReinstateUserPayload", UserPayload.class);
        schema.type("DeleteUserPayload", UserPayload.class).property("deletedId",
                (UserPayload payload) -> payload.user() == null ? null : payload.user().globalId());
        schema.type("PasswordToken", PasswordToken.class);
    }

    private static Actor actor(DataFetchingEnvironment env) {
        return Actor.of(Caller.of(env));
    }

    private static long idOf(SchemaAssembly schema, String globalId) {
        return schema.nodeOf(User.PREFIX).idOf(globalId);
    }

    private static InputFetcher<IdInput> onUser(SchemaAssembly schema, BiFunction<Actor, Long, UserPayload> work) {
        return (input, env) -> answered(() -> work.apply(actor(env), idOf(schema, input.id())));
    }

    private static UserPayload answered(Supplier<UserPayload> work) {
        return AccountAnswers.answer(work, UserPayload::refused);
    }

    private CompletionStage<UserPayload> create(CreateUserInput input, DataFetchingEnvironment env) {
        var email = EmailAddress.required(input.email());
        var name = DisplayName.required(input.displayName().orElse(null), email);
        var who = actor(env);
        if (input.password().isEmpty()) {
            return CompletableFuture.completedFuture(UserPayload.of(users.invite(who, email, name, input.role())));
        }
        var password = input.password().get();
        newPasswords.check(password, email, "password");
        return newPasswords.hashed(password,
                hash -> UserPayload.of(users.create(who, email, name, input.role(), hash)));
    }

    private User update(UpdateUserInput input, long id, DataFetchingEnvironment env) {
        ExplicitNulls.errors(Map.of("email", input.email(), "displayName", input.displayName(), "role", input.role()))
                .stream().findFirst().ifPresent(error -> {
                    throw new AccountException(error);
                });
        return users.update(actor(env), id, new Change(input.email().map(EmailAddress::required),
                input.displayName().map(DisplayName::required), input.role().value()));
    }
}
