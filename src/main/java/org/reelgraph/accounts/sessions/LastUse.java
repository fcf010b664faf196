package org.reelgraph.accounts.sessions;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.reelgraph.accounts.AccountStores;
import org.reelgraph.accounts.keys.ApiKeys;
import org.reelgraph.audit.Retention;
import org.reelgraph.graphql.access.Viewer.Credential;
import org.reelgraph.storage.writebehind.WriteBehindBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps in memory when sessions and API keys were last used, and writes it later: a read writes nothing. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class LastUse implements WriteBehindBuffer {

    private static final Logger LOG = LoggerFactory.getLogger(LastUse.class);
    private static final Duration KEPT = Duration.ofDays(30);

    private final AccountStores stores;
    private final ApiKeys keys;
    private final Clock clock;
    private final Retention retention;
    private final Map<Credential, Long> lastUsed = new ConcurrentHashMap<>();

    LastUse(AccountStores stores, ApiKeys keys, Clock clock, Retention retention) {
        this.stores = stores;
        this.keys = keys;
        this.clock = clock;
        this.retention = retention;
    }

    void note(Credential credential) {
        lastUsed.put(credential, clock.millis());
    }

    @Override
    public String contents() {
        return "times at which sessions and API keys were last used";
    }

    @Override
    public int waiting() {
        return lastUsed.size();
    }

    @Override
    public Duration interval() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void write() {
        if (lastUsed.isEmpty()) {
            return;
        }
        var noted = new ArrayList<>(lastUsed.entrySet());
        stores.write(() -> {
            noted.forEach(use -> touch(use.getKey(), use.getValue()));
            return noted.size();
        });
        noted.forEach(use -> lastUsed.remove(use.getKey(), use.getValue()));
    }

    /** Forgets sessions and tokens that ended long ago. */
    @Scheduled(fixedDelay = "1h", initialDelay = "1m")
    void forget() {
        try {
            stores.write(() -> {
                var longOver = retention.start(KEPT).toEpochMilli();
                stores.sessions().deleteExpired(longOver);
                stores.tokens().deleteExpired(longOver);
                return true;
            });
        } catch (RuntimeException e) {
            LOG.warn("Sessions and tokens that ended long ago could not be removed; it is tried again in an hour", e);
        }
    }

    private void touch(Credential credential, long at) {
        switch (credential.kind()) {
            case SESSION -> stores.sessions().touch(credential.id(), at);
            case API_KEY -> keys.touch(credential.id(), at);
        }
    }
}
