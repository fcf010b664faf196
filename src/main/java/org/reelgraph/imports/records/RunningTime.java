package org.reelgraph.imports.records;

import io.micronaut.core.annotation.Nullable;

/**
 * How long something runs, as exactly as its source tells.
 *
 * @param toTheMinute whether the source counts whole minutes only
 */
public record RunningTime(int seconds, boolean toTheMinute) {

    /** How many seconds a minute has. */
    public static final int MINUTE = 60;

    /** How many seconds a millisecond has. */
    public static final double MILLISECOND = 0.001;

    /** {@return a time that is exact to the second} */
    public static RunningTime ofSeconds(int seconds) {
        return new RunningTime(seconds, false);
    }

    /** {@return a time in minutes; only a whole number of them is taken as rounded} */
    public static RunningTime ofMinutes(double minutes) {
        return new RunningTime(rounded(minutes * MINUTE), minutes == Math.rint(minutes));
    }

    /** {@return a time in milliseconds, rounded to the second} */
    public static RunningTime ofMillis(double millis) {
        return ofSeconds(rounded(millis * MILLISECOND));
    }

    /** {@return the seconds to store: what is known already, where this is only the same time rounded to the minute} */
    public int over(@Nullable Integer known) {
        return toTheMinute && known != null && Math.round(known / (double) MINUTE) * MINUTE == seconds
                ? known
                : seconds;
    }

    private static int rounded(double seconds) {
        return (int) Math.round(seconds);
    }
}
