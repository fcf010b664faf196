package org.reelgraph.quality;

import java.util.Optional;

/**
 * Something that another program has.
 *
 * @param rowId the row that it became earlier
 */
public record Arriving<T>(T value, Optional<Long> rowId) {
}
