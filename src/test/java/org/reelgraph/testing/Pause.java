package org.reelgraph.testing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Between two looks at what another thread or program is about to do. */
public final class Pause {

    private Pause() {
    }

    /** Leaves the processor to the others for a moment. */
    public static void briefly() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
}
