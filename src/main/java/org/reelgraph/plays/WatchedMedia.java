package org.reelgraph.plays;

import java.time.Instant;
import org.reelgraph.catalog.MediaKind;

/**
 * An item that was played in some time.
 *
 * @param playCount    how often
 * @param viewerCount  by how many
 * @param lastPlayedAt when the latest play began
 */
public record WatchedMedia(long mediaId, MediaKind kind, int playCount, int viewerCount, Instant lastPlayedAt) {
}
