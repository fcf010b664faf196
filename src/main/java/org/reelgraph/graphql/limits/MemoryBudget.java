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
 * The memory that all requests under way may take together: bodies, rows that are read, answers. Each request counts
 * what it takes before it takes it, as its {@link Share}.
 */
@Introspected
@Singleton
public class MemoryBudget {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final int HEAP_PER_BUDGET = 4;
    private static final int WAITS_OF_THE_FIRST = 4;
    // Who waits holds a thread that others need.
    private static final int MAX_WAITING = 2;

    private final long most;
    private final Duration wait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition returned = lock.newCondition();
    private final Set<Share> waiting = new LinkedHashSet<>();
    private long taken;

    /**
     * @param most bytes; 0 means a quarter of the heap ({@code REELGRAPH_LIMITS_MEMORY})
     * @param wait how long a request may wait for memory that others have ({@code REELGRAPH_LIMITS_MEMORY_WAIT})
     */
    MemoryBudget(
            @Setting(description = "Bytes that all running requests may use together. `0` means a quarter of the heap.", defaultValue = "0", min = 0, storable = true) @Property(name = "reelgraph.limits.memory") long most,

            @Setting(description = "How long a request waits for memory.", defaultValue = "1s", storable = true) @Property(name = "reelgraph.limits.memory-wait") Duration wait) {
        if (most < 0 || wait.isNegative()) {
            throw new ConfigurationException("REELGRAPH_LIMITS_MEMORY and _MEMORY_WAIT are at least 0.");
        }
        this.most = most == 0 ? Runtime.getRuntime().maxMemory() / HEAP_PER_BUDGET : most;
        this.wait = wait;
    }

    /** {@return an empty share, which its request closes when it ends} */
    public Share open() {
        return new Share();
    }

    /** {@return how many bytes there are in all} */
    public long most() {
        return most;
    }

    /** {@return how many bytes requests have taken; more than there are where some could not be refused} */
    public long taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** What one request has taken. Any thread may use it. */
    public final class Share implements AutoCloseable {

        private long bytes;
        private boolean closed;

        private Share() {
        }

        /** {@return whether there was room for so many further bytes, which are taken then; it never waits} */
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
         * Takes further bytes as soon as there is room for them.
         *
         * @throws RequestException as {@code OVERLOADED}, where none comes free in time or others wait already; as {@code LIMIT_EXCEEDED},
         *                          where there would not be enough for this share alone
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

        // Shares that each have a part and wait for the rest would wait for one another: the last to come gives up.
        private boolean isInVain(long further) {
            return waiting.stream().mapToLong(share -> share.bytes).sum() + further > most;
        }

        // Those that run out of time together would all give up, so the first waits longer.
        private long patience() {
            return waiting.size() > 1 && waiting.iterator().next() == this
                    ? wait.multipliedBy(WAITS_OF_THE_FIRST).toNanos()
                    : wait.toNanos();
        }

        /** Takes bytes that are in memory already, whether there is room or not. */
        public void note(long further) {
            lock.lock();
            try {
                add(further);
            } finally {
                lock.unlock();
            }
        }

        /** Gives some of it back. */
        public void giveBack(long fewer) {
            note(-fewer);
        }

        /** Gives all of it back; nothing can be taken any more. */
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

    /** {@return the error of a request that found no room} */
    public static RequestException overloaded() {
        return RequestException.overloaded("The server has no memory left for this request.", RETRY_AFTER);
    }
}
