package org.reelgraph.catalog;

/**
 * How many seasons and episodes a series has, and how long the episodes run together as far as that is known. It is
 * stored with the series: the database's triggers keep it, in the transaction of whoever writes.
 */
public record SeriesTotals(long seriesId, int seasons, int episodes, long durationSeconds) {

    /** {@return the duration as the schema's Int holds it: 68 years at most} */
    public int cappedDurationSeconds() {
        return (int) Math.min(durationSeconds, Integer.MAX_VALUE);
    }
}
