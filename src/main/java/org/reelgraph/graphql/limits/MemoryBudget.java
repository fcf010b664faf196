package org.reelgraph.graphql.limits;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.settings.declaration.Setting;

/**
 * The memory that all requests in progress may use together, for bodies, rows read from the database, and responses.
 * Each request reserves memory in its {@link Share} before using it.
 */
@Introspected
@Singleton
public class MemoryBudget {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final int HEAP_PER_BUDGET = 4;
    private static final int WAITS_OF_THE_FIRST = 4;
    // A waiting request occupies a thread that others need.
    private static final int MAX_WAITING = 2;

    private final long most;
    private final Duration wait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();
    private final Set<Share> waiting = new LinkedHashSet<>();
    private long taken;

    /**
     * @param most in bytes; 0 means a quarter of the heap ({@code REELGRAPH_LIMITS_MEMORY})
     * @param wait how long a request may wait for memory that others use ({@code REELGRAPH_LIMITS_MEMORY_WAIT})
     */
    MemoryBudget(
            @Setting(description = "Bytes that all running requests may use together. `0` means a quarter of the heap.",
                    defaultValue = "0", min = 0, storable = true) @Property(name = "reelgraph.limits.memory") long most,

            @Setting(description = "How long a request waits for memory.", defaultValue = "1s",
                    storable = true) @Property(name = "reelgraph.limits.memory-wait") Duration wait) {
        if (most < 0 || wait.isNegative()) {
            throw new ConfigurationException("REELGRAPH_LIMITS_MEMORY and _MEMORY_WAIT must be at least 0.");
        }
        this.most = most == 0 ? Runtime.getRuntime().maxMemory() / HEAP_PER_BUDGET : most;
        this.wait = wait;
    }

    /** {@return an empty share, which the request has to close when it ends} */
    public Share open() {
        return new Share();
    }

    /** {@return the total budget, in bytes} */
    public long most() {
        return most;
    }

    /** {@return whether a small request will find room without waiting} */
    public boolean isAmple() {
        return taken() < most / 2;
    }

    /** {@return how many bytes are reserved; may exceed the budget, since some can't be refused} */
    public long taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** The memory that one request has reserved. Thread-safe. */
    public final class Share implements AutoCloseable {

        private long bytes;
        private boolean closed;

        private Share() {
        }

        /**
         * Reserves further bytes without waiting.
         *
         * @return whether there was room for them
         */
        public boolean tryTake(long further) {
            lock.lock();
            try {
                if (taken + further > most) {
                    return false;
                }
                add(further);
                return true;
            } finally {
                lock.unlock();
            }
        }

        /**
         * Reserves further bytes, waiting for room if necessary.
         *
         * @throws RequestException {@code OVERLOADED} if no memory becomes free in time or too many requests are
         * waiting already; {@code LIMIT_EXCEEDED} if the budget is too small even for this request alone
         */
        public void take(long further) {
            lock.lock();
            try {
                if (bytes + further > most) {
                    throw new RequestException(ErrorCode.LIMIT_EXCEEDED,
                            "The request needs more memory than all requests may take together (limit memory).");
                }
                awaitRoom(further);
                add(further);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw overloaded();
            } finally {
                waiting.remove(this);
                lock.unlock();
            }
        }

        private void awaitRoom(long further) throws InterruptedException {
            var begun = System.nanoTime();
            while (taken + further > most) {
                var left = begun + patience() - System.nanoTime();
                if (left <= 0 || waiting.add(this) && (waiting.size() > MAX_WAITING || isInVain(further))) {
                    throw overloaded();
                }
                returned.awaitNanos(left);
            }
        }

        // Requests that each hold a part and wait for the rest would deadlock, so the last one to arrive gives up.
        private boolean isInVain(long further) {
            return waiting.stream().mapToLong(share -> share.bytes).sum() + further > most;
        }

        // Waiting requests would otherwise all time out together, so the first one waits longer.
        private long patience() {
            return waiting.size() > 1 && waiting.iterator().next() == this
                    ? wait.multipliedBy(WAITS_OF_THE_FIRST).toNanos()
                    : wait.toNanos();
        }

        /** Reserves bytes that are already in memory, whether or not there is room for them. */
        public void note(long further) {
            lock.lock();
            try {
                add(further);
            } finally {
                lock.unlock();
            }
        }

        /** Releases some of the memory. */
        public void giveBack(long fewer) {
            note(-fewer);
        }

        /** Releases all of the memory; nothing can be reserved afterwards. */
        @Override
        public void close() {
            lock.lock();
            try {
                add(-bytes);
                closed = true;
            } finally {
                lock.unlock();
            }
        }

        private void add(long further) {
            if (!closed) {
                bytes += further;
                taken += further;
                if (further < 0) {
                    returned.signalAll();
                }
            }
        }
    }

    /** {@return the error for a request that got no memory} */
    public static RequestException overloaded() {
        return RequestException.overloaded("The server has no memory left for this request.", RETRY_AFTER);
    }
}
