package org.reelgraph.accounts.passwords;

import graphql.schema.DataFetchingEnvironment;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.reelgraph.accounts.AccountErrors;
import org.reelgraph.accounts.AccountStores;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.Session;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.UserRepository;
import org.reelgraph.accounts.sessions.Sessions;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;

/** The mutation changePassword. */
@Singleton
class PasswordMutation implements SchemaContributor {

    /** Whose password was changed, or why it wasn't. */
    public record ChangePasswordPayload(@Nullable User user, List<UserError> userErrors) implements MutationPayload {

        static ChangePasswordPayload refused(UserError error) {
            return new ChangePasswordPayload(null, List.of(error));
        }
    }

    private final AccountStores stores;
    private final UserRepository users;
    private final Sessions sessions;
    private final PasswordHashing hashing;
    private final PasswordRules rules;
    private final Throttle throttle;
    private final Clock clock;
    private final ExecutorService writes;

    PasswordMutation(AccountStores stores, UserRepository users, Sessions sessions, PasswordHashing hashing,
            PasswordRules rules,
            Throttle throttle, Clock clock, @Named("writes") ExecutorService writes) {
        this.stores = stores;
        this.users = users;
        this.sessions = sessions;
        this.hashing = hashing;
        this.rules = rules;
        this.throttle = throttle;
        this.clock = clock;
        this.writes = writes;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("changePassword", this::change);
        schema.type("ChangePasswordPayload", ChangePasswordPayload.class);
    }

    private CompletionStage<ChangePasswordPayload> change(DataFetchingEnvironment env) {
        SignInOnce.check(env);
        Map<String, String> input = env.getArgument("input");
        var caller = Caller.of(env);
        var viewer = caller.withSession();
        var current = input.get("currentPassword");
        var wanted = input.get("newPassword");
        var user = users.findById(viewer.userId()).orElseThrow(
                () -> new RequestException(ErrorCode.UNAUTHENTICATED, "The user has been removed."));
        hashing.checkRoom(caller);
        throttle.count(user.email(), caller);
        var mistake = rules.mistakeIn(wanted, new EmailAddress(user.email()), "input", "newPassword");
        if (mistake.isPresent()) {
            return CompletableFuture.completedFuture(ChangePasswordPayload.refused(mistake.get()));
        }
        if (current.length() > PasswordRules.LONGEST) {
            return CompletableFuture.completedFuture(wrong());
        }
        return hashing.compare(caller, current, () -> Optional.of(user))
                .thenCompose(verdict -> verdict.user().isPresent()
                        ? hashing.hash(wanted).thenApply(Optional::of)
                        : CompletableFuture.completedFuture(Optional.<String>empty()))
                .thenApplyAsync(hash -> hash.map(made -> {
                    throttle.succeeded(user.email(), caller);
                    return changed(user, made, caller, viewer);
                }).orElseGet(PasswordMutation::wrong), writes);
    }

    private ChangePasswordPayload changed(User user, String hash, Caller caller, Viewer viewer) {
        record Change(Optional<User> user, List<Session> ended) {
        }
        var change = stores.write(() -> stores.users().findById(user.id())
                .filter(now -> now.passwordHash().equals(user.passwordHash()))
                .map(now -> stores.audit().within(Actor.of(caller).needing(Role.USER), "changePassword",
                        user.globalId(),
                        user.email(), () -> {
                            stores.tokens().deleteUnused(user.id());
                            return new Change(
                                    Optional.of(stores.users().update(now.withPassword(hash, clock.instant()))),
                                    sessions.revokeAll(user.id(), session -> !viewer.isSession(session.id())));
                        }))
                .orElse(new Change(Optional.empty(), List.of())));
        change.ended().forEach(sessions::tell);
        return change.user().map(done -> new ChangePasswordPayload(done, List.of()))
                .orElseGet(PasswordMutation::wrong);
    }

    private static ChangePasswordPayload wrong() {
        return ChangePasswordPayload.refused(UserError.of(AccountErrors.INVALID_CREDENTIALS)
                .at("input", "currentPassword").saying("This is not the current password."));
    }
}
