package org.reelgraph.artwork.fetching;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.artwork.fetching.web.FetchProblem;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * What became of a picture when it was fetched last.
 *
 * @param mediaId  the item
 * @param ownerId  what it shows: the item, or one of its seasons or episodes
 * @param problem  why it can't be had; null unless that is so
 * @param message  the same in words
 * @param attempts how often it failed in a row
 * @param jobId    the job, which may be gone
 * @param position among the pictures of the job, from 1
 */
@GeneratedBuilder
public record ArtworkFetch(long id, long mediaId, long ownerId, ImageKind kind, String source, String path,
        Outcome outcome, @Nullable FetchProblem problem, @Nullable String message, int attempts, Instant triedAt,
        @Nullable Long jobId, int position) {

    /** What can become of a picture. */
    public enum Outcome {
        /** It is in the library now. */
        STORED,
        /** It was in the library already, and is still the same. */
        UNCHANGED,
        /** It can't be had. */
        FAILED
    }
}
