package org.reelgraph.catalog.images;

import io.micronaut.data.annotation.MappedEntity;

/** An image of a media item, season or episode as the source names it; {@code position} counts from 1. */
@MappedEntity("images")
public record Image(long ownerId, int position, ImageKind kind, String source, String path) {
}
