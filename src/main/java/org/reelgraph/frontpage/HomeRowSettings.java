package org.reelgraph.frontpage;

import org.jspecify.annotations.Nullable;

/**
 * How a row is arranged.
 *
 * @param kind  see {@link HomeRowSource#kind()}
 * @param size  how many items it has at most
 * @param title what somebody called it
 */
public record HomeRowSettings(String kind, boolean enabled, int size, @Nullable String title) {
}
