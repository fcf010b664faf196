package org.reelgraph.frontpage;

import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * How a row is arranged.
 *
 * @param kind  see {@link HomeRowSource#kind()}
 * @param size  how many items it has at most
 * @param title what somebody called it
 */
@GeneratedBuilder
public record HomeRowSettings(String kind, boolean enabled, int size, @Nullable String title) {
}
