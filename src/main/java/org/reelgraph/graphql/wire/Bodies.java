package org.reelgraph.graphql.wire;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.limits.MemoryBudget;
import org.reelgraph.graphql.wire.Senders.Sender;

/**
 * The bytes of all request bodies in progress, whether received or announced. They are limited in total and per IP
 * address, and counted as memory.
 */
@Singleton
class Bodies {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final MemoryBudget memory;
    private final BodyLimits limits;
    private final AtomicLong total = new AtomicLong();
    private final Map<String, Long> byNetwork = new ConcurrentHashMap<>();

    Bodies(MemoryBudget memory, BodyLimits limits) {
        this.memory = memory;
        this.limits = limits;
    }

    /** {@return a new account for one body from this sender} */
    Account open(Sender sender) {
        return new Account(sender);
    }

    /** The bytes that one body uses. Most bodies are small and reserve nothing. */
    final class Account implements AutoCloseable {

        private final Sender sender;
        private @Nullable String network;
        private MemoryBudget.@Nullable Share share;
        private long bytes;

        private Account(Sender sender) {
            this.sender = sender;
        }

        /**
         * Reserves further bytes.
         *
         * @return the error if they don't fit; empty if they are reserved
         */
        synchronized Optional<RequestException> take(long further) {
            network = network == null ? sender.network() : network;
            if (byNetwork.merge(network, further, Long::sum) > limits.bodiesOfAddress()) {
                release(network, further);
                return Optional
                        .of(RequestException
                                .rateLimited("The request bodies that one IP address sends at a time may have "
                                        + limits.bodiesOfAddress() + " bytes together.", RETRY_AFTER));
            }
            if (total.addAndGet(further) > limits.bodies() || !share().tryTake(further)) {
                total.addAndGet(-further);
                release(network, further);
                return Optional.of(MemoryBudget.overloaded());
            }
            bytes += further;
            return Optional.empty();
        }

        /** {@return the memory of the request that the body belongs to} */
        synchronized MemoryBudget.Share share() {
            share = share == null ? memory.open() : share;
            return share;
        }

        /** Releases what the body's bytes use. */
        synchronized void giveBack() {
            if (bytes > 0 && network != null && share != null) {
                total.addAndGet(-bytes);
                release(network, bytes);
                share.giveBack(bytes);
                bytes = 0;
            }
        }

        @Override
        public synchronized void close() {
            giveBack();
            if (share != null) {
                share.close();
            }
        }
    }

    private void release(String network, long fewer) {
        byNetwork.computeIfPresent(network, (any, held) -> held > fewer ? held - fewer : null);
    }
}
