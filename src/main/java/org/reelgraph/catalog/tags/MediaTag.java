package org.reelgraph.catalog.tags;

import io.micronaut.data.annotation.MappedEntity;

/** A genre, collection, country or label of a media item; {@code position} counts from 1 within item and kind. */
@MappedEntity("media_tags")
public record MediaTag(long mediaId, TagKind kind, int position, String name) {
}
