package org.reelgraph.accounts.keys;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.storage.DataVersion;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.VersionedCache;
import org.reelgraph.storage.WriteTransactions;

/** Creates, recognises and revokes API keys. */
@Singleton
public class ApiKeys {

    /** How many active keys a user can have. */
    static final int MAX = 50;
    private static final int MAX_CACHED = 10_000;

    /** A new key with its text, which is shown only once. */
    record Created(ApiKey key, KeyText text) {
    }

    private final ApiKeyStore keys;
    private final WriteTransactions transactions;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;
    private final VersionedCache<String, Optional<LiveKey>> live;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(ApiKeyStore keys, ApiKeyRepository known, WriteTransactions transactions, AuditTrail audit, Ids ids,
            Clock clock, DataVersion version) {
        this.keys = keys;
        this.transactions = transactions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
        this.live = new VersionedCache<>(version, known::findLive, MAX_CACHED);
    }

    /** {@return a new key for a user; empty if they have the most already} */
    Optional<Created> create(Actor who, long userId, String name, Role role, @Nullable Instant expiresAt) {
        return transactions.within(() -> {
            var now = clock.instant();
            if (keys.findOpen(userId, now.toEpochMilli()).size() >= MAX) {
                return Optional.empty();
            }
            var text = KeyText.random(random);
            var key = ApiKeyBuilder.builder().id(ids.next()).userId(userId).name(name).role(role).hash(text.hash())
                    .beginning(text.beginning()).createdAt(now).expiresAt(expiresAt).build();
            return Optional.of(audit.within(who.needing(role), "createApiKey", key.globalId(), name,
                    () -> new Created(keys.save(key), text)));
        });
    }

    /** {@return the revoked key; empty if it isn't active or doesn't meet the condition} */
    Optional<ApiKey> revoke(Actor who, long id, Predicate<ApiKey> condition) {
        return transactions.within(() -> keys.findById(id)
                .filter(key -> key.isOpen(clock.instant()) && condition.test(key))
                .map(key -> audit.within(ender(who, key), "revokeApiKey", key.globalId(), key.name(),
                        () -> keys.update(key.revoked(clock.instant())))));
    }

    // With a key, only an admin can revoke other keys.
    private static Actor ender(Actor who, ApiKey key) {
        var isOther = who.apiKeyId() != null && who.apiKeyId() != key.id();
        return isOther ? who.needing(Role.ADMIN) : who.needingFor(key.userId());
    }

    /** Revokes all keys of a user, in the caller's transaction. */
    public void revokeAll(long userId) {
        var now = clock.instant();
        keys.findOpen(userId, now.toEpochMilli()).forEach(key -> keys.update(key.revoked(now)));
    }

    /** {@return who acts with this key, and in which role; empty if it isn't an active key} */
    public Optional<Viewer> viewer(String text) {
        return KeyText.of(text).flatMap(key -> live.get(key.hash())).filter(key -> key.isOpen(clock.instant()))
                .map(LiveKey::viewer);
    }

    /** Records when a key was last used, in the caller's transaction. */
    public void touch(long id, long at) {
        keys.touch(id, at);
    }
}
