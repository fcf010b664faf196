package org.reelgraph.connections.health;

import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.reelgraph.connections.TestedServer;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.sql.JsonArray;

/** Keeps track of how servers are doing, and leaves those that fail alone. */
@Singleton
public class HealthLog {

    private static final Duration GRACE = Duration.ofMinutes(15);

    private final ServerHealthStore store;
    private final ServerHealthRepository repository;
    private final WriteTransactions transactions;
    private final Clock clock;
    // A clock may be set while the network is still coming up.
    private final TimeMeter time;
    private final long started;

    HealthLog(ServerHealthStore store, ServerHealthRepository repository, WriteTransactions transactions, Clock clock,
            TimeMeter time) {
        this.store = store;
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
        this.time = time;
        this.started = time.currentTimeNanos();
    }

    /**
     * Keeps how it went with a server. Needs the writer's transaction.
     *
     * @param failure empty if it could be used
     */
    public void note(long serverId, Optional<ServerException> failure) {
        var known = store.find(serverId);
        var before = known.orElseGet(() -> ServerHealth.good(serverId));
        var now = clock.instant();
        var after = failure.map(why -> before.failed(why, now, isEarly()))
                .orElseGet(before::succeeded);
        if (known.isPresent() && !after.equals(before)) {
            store.update(after);
        } else if (known.isEmpty() && failure.isPresent()) {
            store.save(after);
        }
    }

    private boolean isEarly() {
        return time.currentTimeNanos() - started < GRACE.toNanos();
    }

    /** Forgets servers that are there no more. Needs the writer's transaction. */
    public void forget(Collection<Long> serverIds) {
        store.delete(JsonArray.ofIds(serverIds));
    }

    /**
     * {@return what is wrong with a server; empty if nothing is} Blocks while it answers. If it is to be left alone, it is
     * what was wrong last.
     */
    public Optional<String> problem(TestedServer server, long serverId) {
        var known = repository.findByIds(JsonArray.ofIds(List.of(serverId))).stream().findFirst();
        if (known.filter(health -> health.isDisabledAt(clock.instant())).isPresent()) {
            return known.map(ServerHealth::lastMessage);
        }
        var failure = asked(server);
        // Of most servers there is nothing to be kept.
        if (failure.isPresent() || known.filter(health -> health.level() > 0).isPresent()) {
            transactions.within(() -> {
                server.note(failure);
                return failure;
            });
        }
        return failure.map(ServerException::reason);
    }

    private static Optional<ServerException> asked(TestedServer server) {
        try {
            server.state();
            return Optional.empty();
        } catch (ServerException e) {
            return Optional.of(e);
        }
    }
}
