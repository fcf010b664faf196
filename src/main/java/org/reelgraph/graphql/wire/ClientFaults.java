package org.reelgraph.graphql.wire;

import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs why requests and connections were rejected: at most one line a minute for each kind. */
@Singleton
class ClientFaults {

    enum Kind {
        SLOW_REQUEST("Requests that took too long to arrive"), SLOW_ANSWER(
                "Responses that clients didn't read"), BODIES(
                        "Request bodies that didn't fit"), CONNECTIONS("Connections beyond the limit");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ClientFaults.class);
    private static final long PERIOD = Duration.ofMinutes(1).toNanos();

    private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);

    void note(Kind kind, SocketAddress from) {
        if (countOf(kind)) {
            LOG.warn("{}: {} so far, the last one from {}.", kind.words, total(kind),
                    from instanceof InetSocketAddress address ? address.getAddress().getHostAddress() : "?");
        }
    }

    private synchronized boolean countOf(Kind kind) {
        var now = System.nanoTime();
        var before = counts.getOrDefault(kind, new Count(0, now - PERIOD));
        var isDue = now - before.loggedAt >= PERIOD;
        counts.put(kind, new Count(before.total + 1, isDue ? now : before.loggedAt));
        return isDue;
    }

    private synchronized long total(Kind kind) {
        return counts.getOrDefault(kind, new Count(0, 0)).total;
    }

    private record Count(long total, long loggedAt) {
    }
}
