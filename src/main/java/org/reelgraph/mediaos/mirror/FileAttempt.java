package org.reelgraph.mediaos.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of the last attempt to bring a file up to date.
 *
 * @param owedSince since when there are changes that aren't written; empty if all are
 * @param problem   why they aren't, in words
 * @param conflict  whether somebody else has changed the file
 * @param failures  how many attempts in a row have failed
 * @param next      from when on there may be another one, in nanoseconds
 * @param compared  what it was about
 */
record FileAttempt(Optional<Instant> owedSince, Optional<String> problem, boolean conflict, int failures, long next,
        Compared compared) {

    private static final List<Duration> PAUSES = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2),
            Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofMinutes(1));

    static FileAttempt none(long now) {
        return new FileAttempt(Optional.empty(), Optional.empty(), false, 0, now, Compared.NOTHING);
    }

    /**
     * What an attempt compares.
     *
     * @param looks   how the file looks
     * @param version of what is to be written
     */
    record Compared(String looks, String version) {

        static final Compared NOTHING = new Compared("", "");
    }

    /** {@return whether another attempt would find the same conflict} */
    boolean isStill(Compared what) {
        return conflict && compared.equals(what);
    }

    boolean isDue(long now) {
        return now - next >= 0;
    }

    FileAttempt owing(Instant now) {
        return new FileAttempt(owedSince.or(() -> Optional.of(now)), problem, conflict, failures, next, compared);
    }

    FileAttempt failed(String why, boolean isConflict, long now, Compared what) {
        var pause = PAUSES.get(Math.min(failures, PAUSES.size() - 1));
        return new FileAttempt(owedSince, Optional.of(why), isConflict, failures + 1, now + pause.toNanos(),
                what);
    }
}
