package org.reelgraph.storage;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.reelgraph.settings.declaration.Setting;
import org.sqlite.BusyHandler;

/**
 * How long a transaction waits while another process writes: as long as the connection's {@code busy_timeout} says, but
 * once the program stops, all of them together no longer than the stop may take.
 */
@Introspected
@Singleton
public class LockWaits implements GracefulShutdownCapable {

    private static final long[] PAUSES = {1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100};

    private final Duration stopWait;
    private final AtomicReference<OptionalLong> end = new AtomicReference<>(OptionalLong.empty());

    LockWaits(
            @Setting(description = "How long a stop waits while another program writes to the database.",
                    defaultValue = "3s", storable = true) @Property(name = "reelgraph.stop-wait") Duration stopWait) {
        this.stopWait = stopWait;
    }

    /** The program stops: from now on waits end early. */
    public void endSoon() {
        end.compareAndSet(OptionalLong.empty(), OptionalLong.of(System.nanoTime() + stopWait.toNanos()));
    }

    /** {@return how much longer a stop waits; all of it while nothing stops} */
    public Duration left() {
        var until = end.get();
        return until.isEmpty()
                ? stopWait
                : Duration.ofNanos(Math.max(0, until.getAsLong() - System.nanoTime()));
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        endSoon();
        return CompletableFuture.completedFuture(null);
    }

    /** Has a connection wait by these rules. */
    void rule(Connection connection, Duration busyTimeout) throws SQLException {
        BusyHandler.setHandler(connection, new BusyHandler() {

            private long start;

            @Override
            protected int callback(int tries) {
                if (tries == 0) {
                    start = System.nanoTime();
                }
                return hasTime(start + busyTimeout.toNanos()) && pause(tries) ? 1 : 0;
            }
        });
    }

    private boolean hasTime(long until) {
        var now = System.nanoTime();
        return until - now > 0 && (end.get().isEmpty() || end.get().getAsLong() - now > 0);
    }

    private static boolean pause(int tries) {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSES[Math.min(tries, PAUSES.length - 1)]);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
