package org.reelgraph.accounts.sessions;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.reelgraph.accounts.AccountStores;
import org.reelgraph.accounts.keys.ApiKeys;
import org.reelgraph.graphql.access.Viewer.Credential;
import org.reelgraph.storage.writebehind.WriteBehindBuffer;

/** Keeps in memory when sessions and API keys were last used, and writes it later: a read writes nothing. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class LastUse implements WriteBehindBuffer {

    private final AccountStores stores;
    private final ApiKeys keys;
    private final Clock clock;
    private final Map<Credential, Long> lastUsed = new ConcurrentHashMap<>();

    LastUse(AccountStores stores, ApiKeys keys, Clock clock) {
        this.stores = stores;
        this.keys = keys;
        this.clock = clock;
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

    private void touch(Credential credential, long at) {
        switch (credential.kind()) {
            case SESSION -> stores.sessions().touch(credential.id(), at);
            case API_KEY -> keys.touch(credential.id(), at);
        }
    }
}
