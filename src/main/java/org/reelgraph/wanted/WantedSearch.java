package org.reelgraph.wanted;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A search for a wanted item.
 *
 * @param at      when
 * @param found   how many releases it found; null if unknown
 * @param grabbed how many of them were sent to a downloader; null if unknown
 */
public record WantedSearch(Instant at, @Nullable Integer found, @Nullable Integer grabbed) {
}
