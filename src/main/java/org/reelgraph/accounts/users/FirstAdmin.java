package org.reelgraph.accounts.users;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.accounts.AccountStores;
import org.reelgraph.accounts.EmailAddress;
import org.reelgraph.accounts.UserRepository;
import org.reelgraph.accounts.passwords.PasswordRules;
import org.reelgraph.accounts.passwords.Passwords;
import org.reelgraph.accounts.sessions.Sessions;
import org.reelgraph.accounts.sessions.SignIn;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.settings.declaration.Setting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the owner in as long as there is no user: by the settings, or by a token that only the log shows. */
@Introspected
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class FirstAdmin {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdmin.class);
    private static final int TOKEN_BYTES = 16;

    private final AccountStores stores;
    private final UserRepository known;
    private final Users users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final PasswordRules rules;
    private final Optional<String> email;
    private final Optional<String> password;
    private volatile Optional<byte[]> token = Optional.empty();

    FirstAdmin(AccountStores stores, UserRepository known, Users users, Sessions sessions, Passwords passwords,
            PasswordRules rules,

            @Setting(description = "The e-mail address of the first admin, who is created at a start without any user. "
                    + "Without it, the log shows a [set-up token](accounts.md#the-first-admin).", otherwise = "none",
                    values = "an e-mail address") @Property(name = "reelgraph.admin.email") @Nullable String email,

            @Setting(description = "The first admin's password.", secret = true,
                    values = "10 to 256 characters") @Property(
                            name = "reelgraph.admin.password") @Nullable String password) {
        this.stores = stores;
        this.known = known;
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.rules = rules;
        this.email = Optional.ofNullable(email).filter(text -> !text.isBlank());
        this.password = Optional.ofNullable(password).filter(text -> !text.isBlank());
    }

    @EventListener
    void start(StartupEvent started) {
        if (known.count() > 0) {
            return;
        }
        if (email.isPresent() || password.isPresent()) {
            createAsSet();
        } else {
            offerToken();
        }
    }

    private void createAsSet() {
        if (email.isEmpty() || password.isEmpty()) {
            throw new ConfigurationException("The first admin needs both REELGRAPH_ADMIN_EMAIL and"
                    + " REELGRAPH_ADMIN_PASSWORD; one of them is missing.");
        }
        var address = EmailAddress.of(email.get()).orElseThrow(
                () -> new ConfigurationException(
                        "REELGRAPH_ADMIN_EMAIL is not an e-mail address: '" + email.get() + "'."));
        rules.mistakeIn(password.get(), address, "password").ifPresent(mistake -> {
            throw new ConfigurationException("REELGRAPH_ADMIN_PASSWORD can't be used. " + mistake.message());
        });
        var hash = passwords.hash(password.get());
        stores.write(() -> users.addFirst(Actor.SYSTEM, address, address.localPart(), hash));
        LOG.info("The first admin is {}", address.text());
    }

    private void offerToken() {
        var bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        var text = HexFormat.of().formatHex(bytes);
        token = Optional.of(text.getBytes(StandardCharsets.US_ASCII));
        LOG.warn(
                "There is no user yet. Create the first admin by the mutation createFirstAdmin with the set-up token {}",
                text);
    }

    /** {@return whether this is the token in the log, and still valid} */
    boolean isToken(String text) {
        return token.filter(good -> MessageDigest.isEqual(good, text.strip().getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    /** {@return the first admin's first session; empty if there is a user already} */
    Optional<SignIn> create(EmailAddress address, String displayName, String hash, Caller caller) {
        var signIn = stores.write(() -> users.addFirst(Actor.of(caller), address, displayName, hash)
                .map(user -> stores.users().update(user.signedIn(hash, user.createdAt())))
                .map(user -> sessions.begin(user, caller)));
        token = Optional.empty();
        signIn.ifPresent(done -> LOG.info("The first admin is {}, from {}", address.text(), caller.address()));
        return signIn;
    }
}
