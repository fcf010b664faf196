package org.reelgraph.mediaos.library;

import java.util.Optional;
import org.reelgraph.catalog.MediaKind;

/**
 * A media item as MediaOS knows it.
 *
 * @param ratingKey what its source calls it
 */
public record LibraryItem(Optional<String> ratingKey, MediaKind kind, String title, Optional<String> posterUrl,
        Optional<String> backgroundUrl) {
}
