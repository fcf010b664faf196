package org.reelgraph.artwork;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.storage.retention.RetentionRule;

/** How long it is known what picture an image had that no source names any more, or whose item was deleted. */
@Singleton
class ArtworkRetention implements RetentionRule {

    private final UnusedArtworkStore store;
    private final Clock clock;

    ArtworkRetention(UnusedArtworkStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String contents() {
        return "artwork of images that are gone";
    }

    @Override
    public Duration kept() {
        return Duration.ofDays(7);
    }

    @Override
    public int removeSome(Instant before) {
        store.mark(clock.instant());
        return store.deleteUnused(before);
    }
}
