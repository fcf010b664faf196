package org.reelgraph.graphql.subscriptions;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.reelgraph.graphql.access.LostAccess;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.subscriptions.ResultStream.End;
import org.reelgraph.storage.DataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open streams, limited in total and for each client. Ends those of sessions, keys and roles that have ended, whoever
 * ended them, and all of them when the server stops.
 */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
public class ResultStreams {

    private static final Logger LOG = LoggerFactory.getLogger(ResultStreams.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);
    // Keys and sessions also end without a change of the database, when their time is over.
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(500);

    private final SubscriptionSettings settings;
    private final LostAccess access;
    private final DataVersion version;
    private final Map<ResultStream, Object> open = new HashMap<>();
    private final Map<Object, Integer> byClient = new HashMap<>();
    private long checkedVersion;
    private long checkedAt = System.nanoTime() - LONGEST;
    private boolean isStopping;

    ResultStreams(SubscriptionSettings settings, LostAccess access, DataVersion version) {
        this.settings = settings;
        this.access = access;
        this.version = version;
    }

    /**
     * Counts a stream for its caller, in place of the caller that it was counted for before.
     *
     * @throws RequestException {@code RATE_LIMITED} or {@code OVERLOADED} if there are too many; it isn't counted then
     */
    public synchronized void add(ResultStream stream) {
        remove(stream);
        if (isStopping || open.size() >= settings.streams()) {
            throw RequestException.overloaded("Too many WebSockets and event streams are open.", RETRY_AFTER);
        }
        var client = stream.caller().countedAs();
        if (byClient.getOrDefault(client, 0) >= settings.streamsOfOne()) {
            throw RequestException.rateLimited("Too many WebSockets and event streams are open: the limit is "
                    + settings.streamsOfOne() + " at a time.", RETRY_AFTER);
        }
        open.put(stream, client);
        byClient.merge(client, 1, Integer::sum);
    }

    /** Forgets a stream that has ended. */
    public synchronized void remove(ResultStream stream) {
        var client = open.remove(stream);
        if (client != null) {
            byClient.computeIfPresent(client, (any, count) -> count > 1 ? count - 1 : null);
        }
    }

    /** {@return how many there are} */
    synchronized int size() {
        return open.size();
    }

    private synchronized List<ResultStream> all() {
        return List.copyOf(open.keySet());
    }

    @Scheduled(fixedDelay = "200ms")
    void look() {
        var streams = all();
        if (streams.isEmpty()) {
            return;
        }
        for (var stream : streams) {
            if (stream.isOpen()) {
                stream.look();
            } else {
                remove(stream);
            }
        }
        try {
            checkAccess(streams);
        } catch (RuntimeException e) {
            // Who watches the database says why. Without it, nothing is sent either.
            LOG.debug("Who may still read can't be found out", e);
        }
    }

    private void checkAccess(List<ResultStream> streams) {
        var viewers = new HashSet<Viewer>();
        streams.forEach(stream -> stream.caller().viewer().ifPresent(viewers::add));
        if (viewers.isEmpty()) {
            return;
        }
        var now = version.current();
        var time = System.nanoTime();
        if (now == checkedVersion && time - checkedAt < LONGEST) {
            return;
        }
        var lost = access.among(viewers);
        checkedVersion = now;
        checkedAt = time;
        end(streams, lost);
    }

    private static void end(List<ResultStream> streams, Set<Viewer> lost) {
        if (!lost.isEmpty()) {
            streams.stream().filter(stream -> stream.caller().viewer().filter(lost::contains).isPresent())
                    .forEach(stream -> stream.end(End.ACCESS_LOST));
        }
    }

    // Before anything waits for connections to close.
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void stop(ServerShutdownEvent stopping) {
        synchronized (this) {
            isStopping = true;
        }
        all().forEach(stream -> stream.end(End.SERVER_STOPS));
    }
}
