package org.reelgraph.accounts.users;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.reelgraph.accounts.AccountException;
import org.reelgraph.accounts.DisplayName;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.passwords.PasswordHashing;
import org.reelgraph.accounts.passwords.PasswordRules;
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
    private final PasswordRules rules;
    private final PasswordHashing hashing;
    private final ExecutorService writes;

    UserMutations(UserAdministration users, PasswordRules rules, PasswordHashing hashing,
            @Named("writes") ExecutorService writes) {
        this.users = users;
        this.rules = rules;
        this.hashing = hashing;
        this.writes = writes;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("createUser", this::create)
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
        try {
            return work.get();
        } catch (AccountException e) {
            return UserPayload.refused(e.error());
        }
    }

    private CompletionStage<UserPayload> create(DataFetchingEnvironment env) {
        Map<String, String> input = env.getArgument("input");
        var email = EmailAddress.of(input.get("email"));
        if (email.isEmpty()) {
            return done(UserPayload.refused(UserError.of(UserErrorCode.INVALID).at("input", "email")
                    .saying("This is no e-mail address.")));
        }
        var name = DisplayName.of(input.get("displayName"), email.get());
        if (name.isEmpty()) {
            return done(UserPayload.refused(UserError.of(UserErrorCode.OUT_OF_RANGE).at("input", "displayName")
                    .saying(DisplayName.RULE)));
        }
        var role = Role.valueOf(input.get("role"));
        var who = actor(env);
        var password = input.get("password");
        if (password == null) {
            return done(answered(() -> UserPayload.of(users.invite(who, email.get(), name.get(), role))));
        }
        var mistake = rules.mistakeIn(password, email.get(), "input", "password");
        if (mistake.isPresent()) {
            return done(UserPayload.refused(mistake.get()));
        }
        return hashing.hash(password).thenApplyAsync(hash -> answered(
                () -> UserPayload.of(users.create(who, email.get(), name.get(), role, hash))), writes);
    }

    private static CompletionStage<UserPayload> done(UserPayload payload) {
        return CompletableFuture.completedFuture(payload);
    }

    private User update(DataFetchingEnvironment env, long id) {
        Map<String, String> input = env.getArgument("input");
        List.of("email", "displayName", "role").stream()
                .filter(field -> input.containsKey(field) && input.get(field) == null).findFirst().ifPresent(field -> {
                    throw new AccountException(UserError.of(UserErrorCode.REQUIRED).at("input", field)
                            .saying("A user can't be without it. Leave it out to let it be."));
                });
        var email = Optional.ofNullable(input.get("email")).map(text -> EmailAddress.of(text)
                .orElseThrow(() -> new AccountException(UserError.of(UserErrorCode.INVALID).at("input", "email")
                        .saying("This is no e-mail address."))));
        var name = Optional.ofNullable(input.get("displayName")).map(text -> DisplayName.of(text)
                .orElseThrow(
                        () -> new AccountException(UserError.of(UserErrorCode.OUT_OF_RANGE).at("input", "displayName")
                                .saying(DisplayName.RULE))));
        return users.update(actor(env), id,
                new Change(email, name, Optional.ofNullable(input.get("role")).map(Role::valueOf)));
    }
}
