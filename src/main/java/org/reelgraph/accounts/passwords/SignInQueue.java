package org.reelgraph.accounts.passwords;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.reelgraph.graphql.errors.RequestException;

/**
 * Limits how many passwords are hashed at a time. Others wait in one of two short queues that take turns: one for
 * networks from which somebody signed in before, and one for all others. So a flood from elsewhere doesn't keep known
 * networks out.
 */
final class SignInQueue {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final int places;
    private final int mostWaiting;
    private final Executor threads;
    private final Queue<Runnable> known = new ArrayDeque<>();
    private final Queue<Runnable> unknown = new ArrayDeque<>();
    private int taken;
    private boolean isTurnOfKnown = true;

    /**
     * @param places      how many are hashed at a time
     * @param mostWaiting how many may wait in each queue
     */
    SignInQueue(int places, int mostWaiting, Executor threads) {
        this.places = places;
        this.mostWaiting = mostWaiting;
        this.threads = threads;
    }

    /**
     * Checks that there is room for one more.
     *
     * @throws RequestException as {@code OVERLOADED}, if there is none
     */
    synchronized void checkRoom(boolean isKnown) {
        if (taken == places && queue(isKnown).size() >= mostWaiting) {
            throw RequestException.overloaded("Too many sign-ins at once.", SOON);
        }
    }

    /**
     * Begins work as soon as there is a place, which it keeps until it {@linkplain #leave() leaves}.
     *
     * @throws RequestException as {@code OVERLOADED}, if too many are waiting already
     */
    synchronized void submit(boolean isKnown, Runnable work) {
        checkRoom(isKnown);
        if (taken < places) {
            taken++;
            threads.execute(work);
        } else {
            queue(isKnown).add(work);
        }
    }

    /** Gives a place to whoever is next. */
    synchronized void leave() {
        next().ifPresentOrElse(threads::execute, () -> taken--);
    }

    private Optional<Runnable> next() {
        var first = queue(isTurnOfKnown).poll();
        isTurnOfKnown = !isTurnOfKnown;
        return Optional.ofNullable(first == null ? queue(isTurnOfKnown).poll() : first);
    }

    private Queue<Runnable> queue(boolean isKnown) {
        return isKnown ? known : unknown;
    }
}
