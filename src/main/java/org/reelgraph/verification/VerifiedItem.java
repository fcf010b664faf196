package org.reelgraph.verification;

import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;

/**
 * An item of the library, as far as it is verified.
 *
 * @param metadata as JSON
 */
record VerifiedItem(long id, MediaKind kind, String title, @Nullable Integer durationSeconds,
        @Nullable String metadata) {

    /** {@return whether it is watched} */
    boolean isVideo() {
        return kind == MediaKind.MOVIE || kind == MediaKind.SERIES;
    }
}
