package org.reelgraph.imports.records;

import org.jspecify.annotations.Nullable;

/**
 * A running time, as precise as its source.
 *
 * @param toTheMinute whether the source counts only whole minutes
 */
public record RunningTime(int seconds, boolean toTheMinute) {

    /** Seconds per minute. */
    public static final int MINUTE = 60;

    /** Seconds per millisecond. */
    public static final double MILLISECOND = 0.001;

    /** {@return a running time to the second} */
    public static RunningTime ofSeconds(int seconds) {
        return new RunningTime(seconds, false);
    }

    /** {@return a running time in minutes; only a whole number counts as rounded to the minute} */
    public static RunningTime ofMinutes(double minutes) {
        return new RunningTime(rounded(minutes * MINUTE), minutes == Math.rint(minutes));
    }

    /** {@return a running time in milliseconds, rounded to the second} */
    public static RunningTime ofMillis(double millis) {
        return ofSeconds(rounded(millis * MILLISECOND));
    }

    /** {@return the seconds to store: the stored value, if this one is the same rounded to the minute} */
    public int over(@Nullable Integer known) {
        return toTheMinute && known != null && Math.round(known / (double) MINUTE) * MINUTE == seconds
                ? known
                : seconds;
    }

    private static int rounded(double seconds) {
        return (int) Math.round(seconds);
    }
}
