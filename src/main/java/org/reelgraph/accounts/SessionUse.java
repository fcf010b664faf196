package org.reelgraph.accounts;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps in memory when sessions were last used, and writes it once a minute: a read writes nothing. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class SessionUse {

    private static final Logger LOG = LoggerFactory.getLogger(SessionUse.class);
    private static final Duration KEPT = Duration.ofDays(30);

    private final AccountStores stores;
    private final Clock clock;
    private final Map<Long, Long> lastUsed = new ConcurrentHashMap<>();

    SessionUse(AccountStores stores, Clock clock) {
        this.stores = stores;
        this.clock = clock;
    }

    void note(long sessionId) {
        lastUsed.put(sessionId, clock.millis());
    }

    /** Writes what was noted; also while the server stops, as long as the database is open. */
    @Scheduled(fixedDelay = "1m", initialDelay = "1m")
    void write() {
        if (lastUsed.isEmpty()) {
            return;
        }
        var noted = new ArrayList<>(lastUsed.entrySet());
        try {
            stores.transactions().executeWrite(status -> {
                noted.forEach(use -> stores.sessions().touch(use.getKey(), use.getValue()));
                stores.sessions().deleteExpired(clock.instant().minus(KEPT).toEpochMilli());
                return noted.size();
            });
            noted.forEach(use -> lastUsed.remove(use.getKey(), use.getValue()));
        } catch (RuntimeException e) {
            LOG.warn("When sessions were last used could not be written; it is tried again in a minute", e);
        }
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void stop(ShutdownEvent stopping) {
        write();
    }
}
