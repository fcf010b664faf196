package org.reelgraph.frontpage;

import java.time.Instant;
import org.reelgraph.catalog.MediaItem;

/** How many episodes came last to a series that was there before. */
public record NewEpisodes(MediaItem series, int count) {

    /** {@return when the last of them was added} */
    public Instant lastAddedAt() {
        return series.lastAddedAt();
    }
}
