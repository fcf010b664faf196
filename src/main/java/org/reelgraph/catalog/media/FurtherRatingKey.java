package org.reelgraph.catalog.media;

import io.micronaut.data.annotation.MappedEntity;
import org.reelgraph.catalog.MediaKind;

/**
 * A key that an item's source gave it beside its {@code ratingKey}: that of the same film in another library, or the one it had before
 * that library was rebuilt.
 *
 * @param position from 1, the latest first
 */
@MappedEntity("further_rating_keys")
public record FurtherRatingKey(long mediaId, int position, String source, MediaKind kind, String ratingKey) {
}
