package org.reelgraph.storage.postgresql;

import io.github.bucket4j.TimeMeter;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.core.value.PropertyResolver;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.reactivestreams.Publisher;
import org.reelgraph.settings.declaration.Setting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second whether the replica can be read: whether it answers, is one of this database, and isn't far behind.
 * How far is measured by the database's own log: a replica that has lost its database believes that it has everything.
 */
@WithReplica
@Introspected
@Singleton
class ReplicaWatch implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaWatch.class);

    /** What is known of the replica. */
    enum State {
        /** It wasn't asked yet. */
        STARTING,
        /** The database doesn't say what is to be compared. */
        INCOMPARABLE,
        /** It is read. */
        READ,
        /** It is too far behind. */
        BEHIND,
        /** It doesn't answer. */
        UNREACHABLE,
        /** It isn't a replica of this database. */
        FOREIGN
    }

    private final DatabaseAddress address;
    private final TimeMeter time;
    private final Duration mostLag;
    private final Probe database;
    private final Probe replica;
    private final PositionHistory written;
    // Of its own, since a look may take seconds, and nobody waits that long who finds the replica out of reach.
    private final ReentrantLock looking = new ReentrantLock();
    private volatile State state = State.STARTING;
    private long start;
    private volatile long least;

    ReplicaWatch(PropertyResolver settings, TimeMeter time,
            @Setting(
                    description = "How far a replica may be behind. If it is further, the database answers all queries.",
                    defaultValue = "10s",
                    storable = true) @Property(name = "reelgraph.database-read-lag") Duration mostLag) {
        this.address = DatabaseAddress.ofReplica(settings).orElseThrow();
        this.time = time;
        this.mostLag = mostLag;
        this.database = new Probe(DatabaseAddress.in(settings).orElseThrow());
        this.replica = new Probe(address);
        this.written = new PositionHistory(mostLag);
    }

    /** {@return whether the replica was all right when it was asked last} */
    boolean isReadable() {
        return state == State.READ;
    }

    State state() {
        return state;
    }

    /**
     * {@return the position that everyone sees: what was written when the database last began to share the queries with
     * the replica, or as long ago as a replica may be behind}
     */
    long least() {
        return least;
    }

    /** Looks after the replica. */
    @Scheduled(fixedDelay = "1s")
    void look() {
        looking.lock();
        try {
            lookOnce();
        } finally {
            looking.unlock();
        }
    }

    private void lookOnce() {
        var now = time.currentTimeNanos();
        Optional<String> identity;
        try {
            identity = database.ask(LogPosition.IDENTITY);
            var position = Long.parseLong(database.ask(LogPosition.WRITTEN).orElseThrow());
            written.note(now, position);
            if (state != State.READ) {
                // Until now everyone has read the database.
                start = position;
            }
            least = Math.max(start, written.before(now, mostLag));
        } catch (SQLException e) {
            // If the database is away, whoever needs it finds that out, and there is nothing new that the replica lacks.
            if (state == State.STARTING) {
                become(State.INCOMPARABLE, String.valueOf(e.getMessage()));
            }
            return;
        }
        try {
            become(look(now, identity), "");
        } catch (SQLException e) {
            failed(e);
        }
    }

    private State look(long now, Optional<String> identity) throws SQLException {
        var replayed = replica.ask(LogPosition.REPLAYED).map(Long::parseLong);
        if (replayed.isEmpty() || !replica.ask(LogPosition.IDENTITY).equals(identity)) {
            return State.FOREIGN;
        }
        if (replayed.get() < written.before(now, mostLag)) {
            return State.BEHIND;
        }
        // One that is nearly as far behind as it may be would come and go.
        return replayed.get() < written.before(now, mostLag.dividedBy(2)) ? state : State.READ;
    }

    /** Takes note that the replica can't be reached. */
    void failed(SQLException reason) {
        // A pool says that it waited in vain, and has what it waited for as the cause.
        var cause = reason.getCause() instanceof SQLException inner ? inner : reason;
        become(State.UNREACHABLE, String.valueOf(cause.getMessage()));
    }

    private synchronized void become(State next, String reason) {
        if (next == state) {
            return;
        }
        state = next;
        switch (next) {
            case READ -> LOG.info("Queries are answered by the replica {}", address);
            case INCOMPARABLE -> LOG.warn("The database answers all queries, because it doesn't say how far it has"
                    + " written: {}", reason);
            case BEHIND -> LOG.warn("The database answers all queries, because the replica {} is more than {} s behind",
                    address, mostLag.toSeconds());
            case UNREACHABLE ->
                LOG.warn("The database answers all queries, because the replica {} can't be reached: {}",
                        address, reason);
            case FOREIGN -> LOG.error("The database answers all queries, because {} is no replica of it"
                    + " (REELGRAPH_DATABASE_READ)", address);
            case STARTING -> LOG.debug("Nothing is known of the replica {}", address);
        }
    }

    /** {@return that the server is up whatever the replica's state, with that state} */
    @Override
    public Publisher<HealthResult> getResult() {
        return Publishers.just(HealthResult.builder("replica", HealthStatus.UP)
                .details(Map.of("state", state.name())).build());
    }

    @PreDestroy
    void close() {
        looking.lock();
        try (database; replica) {
            LOG.debug("Nobody looks after the replica any more");
        } finally {
            looking.unlock();
        }
    }
}
