package org.reelgraph.imports.merge.stores;

import org.jspecify.annotations.Nullable;

/**
 * The row of an item, season or episode together with its metadata, which only imports read along.
 *
 * @param metadata as JSON
 */
public record WithMetadata<T>(T row, @Nullable String metadata) {
}
