package org.reelgraph.storage.quotas;

import java.time.Duration;

/**
 * Attempts of one caller at one thing, such as guessing a password. Some are free; each further one has to wait 1, 2, 4 …
 * 60 s.
 *
 * @param count  how many there were
 * @param nextAt when the next one may come, in nanoseconds of the meter that the caller uses
 */
public record Attempts(int count, long nextAt) {

    /** How long attempts are remembered after the last one. */
    public static final Duration KEPT = Duration.ofHours(1);

    private static final int LONGEST_WAIT = 60;
    private static final int MOST_DOUBLINGS = 6;

    /** {@return the attempts before the first one} */
    public static Attempts none(long now) {
        return new Attempts(0, now);
    }

    /** {@return how many nanoseconds too early it is for another one; 0 if it isn't} */
    public long tooEarly(long now) {
        return Math.max(0, nextAt - now);
    }

    /** {@return the attempts with another one} */
    public Attempts another(long now, int free) {
        var next = count + 1;
        var seconds = next < free ? 0 : Math.min(LONGEST_WAIT, 1L << Math.min(next - free, MOST_DOUBLINGS));
        return new Attempts(next, now + Duration.ofSeconds(seconds).toNanos());
    }
}
