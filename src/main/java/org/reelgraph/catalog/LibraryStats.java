package org.reelgraph.catalog;

import io.micronaut.core.annotation.Introspected;
import java.util.List;

/**
 * The library in numbers.
 *
 * @param durationSeconds the known durations of movies, episodes and albums together
 * @param databaseBytes   the size of the database
 */
public record LibraryStats(int movieCount, int seriesCount, int albumCount, int bookCount, int seasonCount,
        int episodeCount, int personCount,
        long durationSeconds, List<RatingCount> byRating,
        double databaseBytes) {

    /** How many items are of a year. */
    @Introspected
    public record YearCount(int year, int count) {
    }

    /** How many items are of a genre. */
    @Introspected
    public record NameCount(String name, int count) {
    }

    /** How many items are rated from a number up to the next. */
    @Introspected
    public record RatingCount(int rating, int count) {
    }

    /** {@return the duration as the schema's Int holds it: 68 years at most} */
    public int totalDurationSeconds() {
        return (int) Math.min(durationSeconds, Integer.MAX_VALUE);
    }
}
