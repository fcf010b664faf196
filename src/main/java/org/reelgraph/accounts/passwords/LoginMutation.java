package org.reelgraph.accounts.passwords;

import graphql.schema.DataFetchingEnvironment;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.reelgraph.accounts.AccountErrors;
import org.reelgraph.accounts.AccountStores;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.UserRepository;
import org.reelgraph.accounts.passwords.PasswordHashing.Verdict;
import org.reelgraph.accounts.sessions.Sessions;
import org.reelgraph.accounts.sessions.SignInPayload;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.SchemaAssembly;
import org.reelgraph.graphql.schema.SchemaContributor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mutations login and refreshSession. */
@Singleton
class LoginMutation implements SchemaContributor {

    private static final Logger LOG = LoggerFactory.getLogger(LoginMutation.class);

    private final AccountStores stores;
    private final UserRepository users;
    private final Sessions sessions;
    private final PasswordHashing hashing;
    private final Throttle throttle;
    private final Clock clock;
    private final ExecutorService writes;

    LoginMutation(AccountStores stores, UserRepository users, Sessions sessions, PasswordHashing hashing,
            Throttle throttle, Clock clock,
            @Named("writes") ExecutorService writes) {
        this.stores = stores;
        this.users = users;
        this.sessions = sessions;
        this.hashing = hashing;
        this.throttle = throttle;
        this.clock = clock;
        this.writes = writes;
    }

    @Override
    public void addTo(SchemaAssembly schema) {
        schema.mutation().field("login", this::login).field("refreshSession", this::refresh);
        schema.type("SignInPayload", SignInPayload.class);
    }

    private CompletionStage<SignInPayload> login(DataFetchingEnvironment env) {
        SignInOnce.check(env);
        Map<String, String> input = env.getArgument("input");
        var caller = Caller.of(env);
        var password = input.get("password");
        var email = EmailAddress.of(input.get("email"));
        var account = email.map(EmailAddress::text).orElse("");
        hashing.checkRoom(caller);
        throttle.count(account, caller);
        if (password.length() > PasswordRules.LONGEST) {
            return CompletableFuture.completedFuture(
                    SignInPayload.refused(UserError.of(UserErrorCode.OUT_OF_RANGE).at("input", "password")
                            .saying("A password has at most " + PasswordRules.LONGEST + " characters.")));
        }
        return hashing.compare(caller, password, () -> email.flatMap(address -> users.findByEmail(address.text())))
                .thenApplyAsync(verdict -> verdict.user().map(known -> signIn(known, verdict, caller))
                        .orElseGet(() -> failed(account, caller)), writes);
    }

    private SignInPayload signIn(User known, Verdict verdict, Caller caller) {
        throttle.succeeded(known.email(), caller);
        return stores.write(() -> stores.users().findById(known.id())
                // Since it was compared, another one may have been set.
                .filter(user -> user.passwordHash().equals(known.passwordHash()))
                .map(user -> user.isActive() ? begin(user, verdict.newHash(), caller) : suspended())
                .orElseGet(LoginMutation::wrong));
    }

    private SignInPayload begin(User user, Optional<String> newHash, Caller caller) {
        var now = clock.instant();
        return stores.audit().within(Actor.of(caller, user.id()), "login", user.globalId(), user.email(), () -> {
            var signedIn = stores.users().update(user.signedIn(newHash.orElse(user.passwordHash()), now));
            return SignInPayload.of(sessions.begin(signedIn, caller));
        });
    }

    private static SignInPayload failed(String account, Caller caller) {
        LOG.info("Request {}: a sign-in as '{}' from {} failed", caller.requestId(), account, caller.address());
        return wrong();
    }

    private static SignInPayload wrong() {
        return SignInPayload.refused(UserError.of(AccountErrors.INVALID_CREDENTIALS).at("input")
                .saying("E-mail and password don't belong together."));
    }

    private static SignInPayload suspended() {
        return SignInPayload.refused(UserError.of(AccountErrors.SUSPENDED).at("input")
                .saying("The account is suspended."));
    }

    private SignInPayload refresh(DataFetchingEnvironment env) {
        SignInOnce.check(env);
        Map<String, String> input = env.getArgument("input");
        return sessions.renew(input.get("refreshToken"), Caller.of(env)).map(SignInPayload::of)
                .orElseGet(() -> SignInPayload.refused(UserError.of(AccountErrors.INVALID_TOKEN).at("input",
                        "refreshToken")
                        .saying("The refresh token is none of this server's, or no longer valid. Sign in anew.")));
    }
}
