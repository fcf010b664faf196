package org.reelgraph.storage;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.reelgraph.settings.declaration.Setting;

/**
 * Bounds how long transactions wait while another process writes: usually by the connection's setting, but once the
 * program stops, all of them together may wait no longer than the stop may take.
 */
@Introspected
@Singleton
public class LockWaits implements GracefulShutdownCapable {

    private final Duration stopWait;
    private volatile OptionalLong end = OptionalLong.empty();

    LockWaits(
            @Setting(description = "How long a stop waits while another program writes to the database.",
                    defaultValue = "3s", storable = true) @Property(name = "reelgraph.stop-wait") Duration stopWait) {
        this.stopWait = stopWait;
    }

    /** The program stops: from now on waits end early. */
    public synchronized void endSoon() {
        if (end.isEmpty()) {
            end = OptionalLong.of(System.nanoTime() + stopWait.toNanos());
        }
    }

    /** {@return how much longer a stop waits; all of it while nothing stops} */
    public Duration left() {
        var until = end;
        return until.isEmpty()
                ? stopWait
                : Duration.ofNanos(Math.max(0, until.getAsLong() - System.nanoTime()));
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        endSoon();
        return CompletableFuture.completedFuture(null);
    }

    /**
     * {@return whether a transaction that may wait until this {@link System#nanoTime} has paused and may try again; not
     * if its time is over, or if the thread was interrupted}
     */
    public boolean pause(long until, Duration pause) {
        if (!hasTimeUntil(until)) {
            return false;
        }
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean hasTimeUntil(long until) {
        var now = System.nanoTime();
        var stop = end;
        return until - now > 0 && (stop.isEmpty() || stop.getAsLong() - now > 0);
    }
}
