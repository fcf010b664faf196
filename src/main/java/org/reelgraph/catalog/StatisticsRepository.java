package org.reelgraph.catalog;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.catalog.LibraryStats.RatingCount;
import org.reelgraph.storage.sql.SqlRepository;

/** Counts the library. */
@SqlRepository
public abstract class StatisticsRepository implements GenericRepository<MediaItem, Long> {

    /** What one statement counts. */
    @Introspected
    record Totals(int movies, int series, int albums, int books, int seasons, int episodes, int people, long seconds,
            long bytes) {
    }

    @Query("""
           SELECT (SELECT count(*) FROM media_items WHERE kind = 'MOVIE') AS movies,
             (SELECT count(*) FROM media_items WHERE kind = 'SERIES') AS series,
             (SELECT count(*) FROM media_items WHERE kind = 'ALBUM') AS albums,
             (SELECT count(*) FROM media_items WHERE kind = 'BOOK') AS books,
             (SELECT count(*) FROM seasons) AS seasons, (SELECT count(*) FROM episodes) AS episodes,
             (SELECT count(*) FROM people) AS people,
             (SELECT coalesce(sum(duration_seconds), 0) FROM media_items)
               + (SELECT coalesce(sum(duration_seconds), 0) FROM episodes) AS seconds,
             (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size) AS bytes""")
    abstract Totals totals();

    @Query("SELECT CAST(rating AS INTEGER) AS rating, count(*) AS count FROM media_items WHERE rating IS NOT NULL"
            + " GROUP BY CAST(rating AS INTEGER) ORDER BY CAST(rating AS INTEGER)")
    abstract List<RatingCount> byRating();

    public LibraryStats read() {
        var totals = totals();
        return new LibraryStats(totals.movies(), totals.series(), totals.albums(), totals.books(), totals.seasons(),
                totals.episodes(), totals.people(),
                totals.seconds(), byRating(), totals.bytes());
    }
}
