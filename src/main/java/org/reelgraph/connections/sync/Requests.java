package org.reelgraph.connections.sync;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerProblem;
import org.reelgraph.connections.servers.ServerRequests;
import org.reelgraph.jobs.JobStopped;

/**
 * Sends the requests of one job to its server: not too fast, and again if a failure may pass. For use by several threads,
 * which decide how many are sent at a time.
 */
public final class Requests implements ServerRequests {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    // A server that wants more than this has to be asked another time.
    private static final Duration LONGEST_WISH = Duration.ofMinutes(5);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int HOPELESS = 5;

    /** Makes the requests of jobs. */
    @Singleton
    public static final class Factory {

        private final SyncSettings settings;

        Factory(SyncSettings settings) {
            this.settings = settings;
        }

        /**
         * {@return requests to a server}
         *
         * @param stopping whether the job is to end
         */
        public Requests to(ServerAddress address, BooleanSupplier stopping) {
            return new Requests(address, settings, stopping);
        }
    }

    private final ServerAddress address;
    private final SyncSettings settings;
    private final BooleanSupplier stopping;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private long next = System.nanoTime();
    private volatile String lastFailure = "";

    Requests(ServerAddress address, SyncSettings settings, BooleanSupplier stopping) {
        this.address = address;
        this.settings = settings;
        this.stopping = stopping;
    }

    /**
     * {@return the answer to a request}
     *
     * @throws ServerException if there is none, however often it was sent
     * @throws JobStopped      if the job is to end
     */
    @Override
    public <T> T send(Request<T> request) throws ServerException {
        for (var attempt = 1;; attempt++) {
            restUntil(turn());
            sent.incrementAndGet();
            try {
                var answer = request.send(address);
                failuresInARow.set(0);
                return answer;
            } catch (ServerException e) {
                if (attempt >= settings.attempts() || !e.problem().isPassing()) {
                    lastFailure = e.reason();
                    failuresInARow.incrementAndGet();
                    throw e;
                }
                e.pause().ifPresent(this::hold);
                restUntil(System.nanoTime() + pause(attempt));
            }
        }
    }

    // Several threads that failed together don't come back together.
    private long pause(int attempt) {
        var pause = settings.pause().multipliedBy(1L << Math.min(attempt - 1, 10));
        var longest = (pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).toNanos();
        return longest == 0 ? 0 : ThreadLocalRandom.current().nextLong(longest / 2, longest);
    }

    private synchronized long turn() {
        var now = System.nanoTime();
        var turn = Math.max(now, next);
        next = turn + SECOND / settings.rate();
        return turn;
    }

    // Nobody asks meanwhile.
    private synchronized void hold(Duration wish) {
        next = Math.max(next, System.nanoTime()
                + (wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH).toNanos());
    }

    private void restUntil(long time) {
        try {
            for (var left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
                requireGoingOn();
                TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK));
            }
            requireGoingOn();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobStopped();
        }
    }

    private void requireGoingOn() {
        if (stopping.getAsBoolean()) {
            throw new JobStopped();
        }
    }

    @Override
    public ServerAddress address() {
        return address;
    }

    /** {@return how many were sent} */
    int sent() {
        return sent.get();
    }

    /** {@return why the last request failed that did} */
    String lastFailure() {
        return lastFailure;
    }

    /**
     * Makes sure that the server still answers.
     *
     * @throws ServerException if it {@linkplain #isHopeless doesn't}
     */
    public void requireHope() throws ServerException {
        if (isHopeless()) {
            throw new ServerException(ServerProblem.UNREACHABLE, "It isn't asked any more: " + lastFailure);
        }
    }

    /** {@return whether the server doesn't answer any more, so that asking on is in vain} */
    boolean isHopeless() {
        return failuresInARow.get() >= HOPELESS;
    }
}
