package org.reelgraph.storage.retention;

import io.micronaut.core.annotation.Introspected;

/** A time in which nothing was recorded, in milliseconds since 1970-01-01T00:00Z. */
@Introspected
public record Gap(long beginning, long ending) {
}
