package org.reelgraph.mediaos.reading;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.reelgraph.mediaos.entries.ReadSettings;
import org.reelgraph.mediaos.mirror.MirrorFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the database follow the files before the first request, and then whenever a file looks different. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
@Requires(property = "reelgraph.mediaos.read")
class FollowingTurns {

    private static final Logger LOG = LoggerFactory.getLogger(FollowingTurns.class);

    private final ReadSettings reads;
    private final MirrorFolder folder;
    private final OwedFiles owed;
    private final Following following;
    private volatile boolean hasBegun;

    FollowingTurns(ReadSettings reads, MirrorFolder folder, OwedFiles owed, Following following) {
        this.reads = reads;
        this.folder = folder;
        this.owed = owed;
        this.following = following;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE + 1)
    void check(StartupEvent started) {
        if (!reads.areFromFiles()) {
            return;
        }
        var place = folder.path().orElseThrow(() -> new ConfigurationException("REELGRAPH_MEDIAOS_READ is files, so"
                + " REELGRAPH_MEDIAOS_MIRROR has to name the folder that they lie in."));
        var lacking = owed.find(place);
        if (!lacking.isEmpty()) {
            throw new ConfigurationException("REELGRAPH_MEDIAOS_READ is files, but these files in " + place
                    + " lack what the database has: " + String.join(", ", lacking) + ". Nothing was changed. Start with"
                    + " REELGRAPH_MEDIAOS_READ=database until mirrorStatus is IN_SYNC, or import the files if they are"
                    + " right. What differs is shown by: mediaos validate " + place);
        }
    }

    // After the first admin, who would not be made if the files' users were there before.
    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void begin(StartupEvent started) {
        following.catchUp();
        hasBegun = true;
    }

    @Scheduled(fixedDelay = "500ms", initialDelay = "500ms")
    void turn() {
        try {
            if (hasBegun) {
                following.catchUp();
            }
        } catch (RuntimeException e) {
            // Whoever watches the database says what is wrong with it.
            LOG.debug("The files of MediaOS can't be followed now", e);
        }
    }
}
