package org.reelgraph.mediaos.mirror;

import io.github.bucket4j.TimeMeter;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;
import org.reelgraph.storage.DataVersion;
import org.reelgraph.storage.StopOrder;
import org.reelgraph.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the mirror written soon after each commit, by whichever program, and looks at its files once a second. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
@Requires(property = "reelgraph.mediaos.mirror")
class MirrorTurns {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorTurns.class);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

    private final Mirror mirror;
    private final DataVersion version;
    private final TimeMeter time;
    private long seen;
    private long last;

    MirrorTurns(Mirror mirror, DataVersion version, TimeMeter time) {
        this.mirror = mirror;
        this.version = version;
        this.time = time;
        this.last = time.currentTimeNanos() - LONGEST;
    }

    // Many commits within such a time cost one file.
    @Scheduled(fixedDelay = "250ms", initialDelay = "250ms")
    void turn() {
        try {
            var now = version.now();
            if (now != seen || time.currentTimeNanos() - last >= LONGEST) {
                seen = now;
                last = time.currentTimeNanos();
                mirror.catchUp();
            }
        } catch (RuntimeException e) {
            outage(e);
        }
    }

    @EventListener
    @Order(StopOrder.LAST_WRITES)
    void stop(ShutdownEvent stopping) {
        try {
            mirror.catchUp();
        } catch (RuntimeException e) {
            outage(e);
        }
    }

    // What is owed stays owed, and whoever watches the database says what is wrong with it.
    private static void outage(RuntimeException failure) {
        if (StorageFailure.isOutage(failure)) {
            LOG.debug("The mirror can't be written", failure);
        } else {
            LOG.warn("The mirror can't be written; trying again", failure);
        }
    }
}
