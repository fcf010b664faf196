package org.reelgraph.audit;

import io.micronaut.core.annotation.Introspected;

/** A time within which nothing was noted, in milliseconds since 1970-01-01T00:00Z. */
@Introspected
record Gap(long beginning, long ending) {
}
