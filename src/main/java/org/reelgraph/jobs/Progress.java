package org.reelgraph.jobs;

import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param done    how many are done
 * @param total   how many there are; 0 as long as that is unknown
 * @param unit    what is counted, in the plural and lower case, such as {@code records}
 * @param current what it works on
 */
public record Progress(long done, long total, String unit, @Nullable String current) {
}
