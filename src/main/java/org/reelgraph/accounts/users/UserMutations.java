package org.reelgraph.accounts.users;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The mutations by which admins look after users. */
@Singleton
class UserMutations implements SchemaContributor {

    private final UserAdministration users;
    private final NewPasswords newPasswords;

    UserMutations(UserAdministration users, NewPasswords newPasswords) {
        this.users = users;
        this.newPasswords = newPasswords;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation()
                .field("createUser", env -> AccountAnswers.answerLater(() -> create(env), UserPayload::refused))
                .field("updateUser", env -> answered(() -> UserPayload.of(update(env, id(schema, env)))))
                .field("createPasswordToken",
                        env -> answered(() -> UserPayload.of(users.issueToken(actor(env), id(schema, env)))))
                .field("suspendUser", env -> answered(() -> UserPayload.of(users.suspend(actor(env), id(schema, env)))))
                .field("reinstateUser",
                        env -> answered(() -> UserPayload.of(users.reinstate(actor(env), id(schema, env)))))
                .field("deleteUser", env -> answered(() -> UserPayload.of(users.delete(actor(env), id(schema, env)))));
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

    private static long id(SchemaAssembly schema, DataFetchingEnvironment env) {
        Map<String, String> input = env.getArgument("input");
        return schema.nodes().get(User.PREFIX).idOf(input.get("id"));
    }

    private static UserPayload answered(Supplier<UserPayload> work) {
        return AccountAnswers.answer(work, UserPayload::refused);
    }

    private CompletionStage<UserPayload> create(DataFetchingEnvironment env) {
        Map<String, String> input = env.getArgument("input");
        var email = EmailAddress.required(input.get("email"));
        var name = DisplayName.required(input.get("displayName"), email);
        var role = Role.valueOf(input.get("role"));
        var who = actor(env);
        var password = input.get("password");
        if (password == null) {
            return CompletableFuture.completedFuture(UserPayload.of(users.invite(who, email, name, role)));
        }
        newPasswords.check(password, email, "password");
        return newPasswords.hashed(password, hash -> UserPayload.of(users.create(who, email, name, role, hash)));
    }

    private User update(DataFetchingEnvironment env, long id) {
        Map<String, String> input = env.getArgument("input");
        List.of("email", "displayName", "role").stream()
                .filter(field -> input.containsKey(field) && input.get(field) == null).findFirst().ifPresent(field -> {
                    throw new AccountException(UserError.of(UserErrorCode.REQUIRED).at("input", field)
                            .saying("A user can't be without it. Leave it out to let it be."));
                });
        return users.update(actor(env), id,
                new Change(Optional.ofNullable(input.get("email")).map(EmailAddress::required),
                        Optional.ofNullable(input.get("displayName")).map(DisplayName::required),
                        Optional.ofNullable(input.get("role")).map(Role::valueOf)));
    }
}
