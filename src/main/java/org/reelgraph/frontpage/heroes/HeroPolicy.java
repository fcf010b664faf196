package org.reelgraph.frontpage.heroes;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How heroes are picked. Shares are parts of the pool, from 0 to 1.
 *
 * @param size         how many picks a pool has
 * @param newDays      for how many days something is new
 * @param oldYears     after how many years something is old
 * @param genreWeight  how much a genre may take up; more is more
 * @param yearWeight   how much a year may take up
 * @param historyDays  for how many days a pick comes after what wasn't picked
 * @param historySize  how many picks do, at most
 * @param lifetimeHours for how long picks stay
 * @param seed         of what is drawn by lot; null to have it differ each time
 */
public record HeroPolicy(int size, double newShare, int newDays, double topRatedShare, double oldButGoldShare,
        int oldYears, double genreWeight, double yearWeight, int historyDays, int historySize, int lifetimeHours,
        @Nullable Integer seed) {

    /** The policy that holds until somebody changes it. */
    static final HeroPolicy DEFAULT = new HeroPolicy(10, 0.3, 90, 0.3, 0.2, 12, 0.45, 0.35, 7, 60, 24, null);

    private static final double CAP_PER_WEIGHT = 0.5;
    private static final double LEAST_CAP = 0.1;
    private static final double MOST_CAP = 0.35;

    /** {@return how many picks a slot has room for; the last one takes what is left} */
    int room(HeroSlot slot) {
        return switch (slot) {
            case NEW -> part(newShare);
            case TOP_RATED -> part(topRatedShare);
            case OLD_BUT_GOLD -> part(oldButGoldShare);
            case RANDOM -> size;
        };
    }

    private int part(double share) {
        return (int) Math.round(size * share);
    }

    /** {@return how many picks may have a genre in common} */
    int genreCap() {
        return cap(genreWeight);
    }

    /** {@return how many picks may be of a year} */
    int yearCap() {
        return cap(yearWeight);
    }

    private int cap(double weight) {
        return Math.max(1, part(Math.clamp(weight * CAP_PER_WEIGHT, LEAST_CAP, MOST_CAP)));
    }

    /** {@return since when something counts as new} */
    Instant newSince(Instant now) {
        return now.minus(Duration.ofDays(newDays));
    }

    /** {@return up to which year something counts as old} */
    int oldUntil(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).getYear() - oldYears;
    }

    /** {@return since when picks count as shown} */
    Instant shownSince(Instant now) {
        return now.minus(Duration.ofDays(historyDays));
    }

    /** {@return for how long picks stay} */
    Duration lifetime() {
        return Duration.ofHours(lifetimeHours);
    }
}
