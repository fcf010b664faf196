package org.reelgraph.jobs;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The right to run jobs on this library. One process at a time has it, server or command line. It is released when a
 * process ends, however it ends, so its holder knows that no other job is running. One implementation for each way to
 * share a library.
 */
public interface JobLock {

    /** How long to wait between two attempts. */
    Duration PAUSE = Duration.ofMillis(50);

    /** The lock, held until it is closed. */
    interface Held extends AutoCloseable {

        /** {@return whether someone else may hold it by now, so that the job is no longer this process's} */
        boolean isLost();

        @Override
        void close();
    }

    /** {@return the lock, unless someone else holds it} */
    Optional<Held> tryHold();

    /** {@return whether servers on several machines may want it} */
    boolean isShared();

    /**
     * Waits for the lock.
     *
     * @return the lock; empty if the wait was given up
     */
    default Optional<Held> hold(BooleanSupplier giveUp) {
        var held = tryHold();
        while (held.isEmpty() && !giveUp.getAsBoolean()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            held = tryHold();
        }
        return held;
    }
}
