package org.reelgraph.catalog.media;

import io.micronaut.data.annotation.MappedEntity;
import org.reelgraph.catalog.MediaKind;

/**
 * A rating key that an item got from its source in addition to its {@code ratingKey}: the key of the same film in
 * another library, or the key before its library was rebuilt.
 *
 * @param position from 1, latest first
 */
@MappedEntity("further_rating_keys")
public record FurtherRatingKey(long mediaId, int position, String source, MediaKind kind, String ratingKey) {
}
