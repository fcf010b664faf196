package org.reelgraph.storage.sqlite;

import java.time.Duration;
import org.reelgraph.storage.LockWaits;
import org.sqlite.BusyHandler;

/** Waits for another process that writes, as long as {@link LockWaits} allows. */
final class LockWaitHandler extends BusyHandler {

    private static final long[] PAUSES = {1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100};

    private final LockWaits waits;
    private final Duration busyTimeout;
    private long start;

    /** @param busyTimeout how long it waits at most */
    LockWaitHandler(LockWaits waits, Duration busyTimeout) {
        this.waits = waits;
        this.busyTimeout = busyTimeout;
    }

    @Override
    protected int callback(int attempts) {
        if (attempts == 0) {
            start = System.nanoTime();
        }
        var pause = Duration.ofMillis(PAUSES[Math.min(attempts, PAUSES.length - 1)]);
        return waits.pause(start + busyTimeout.toNanos(), pause) ? 1 : 0;
    }
}
