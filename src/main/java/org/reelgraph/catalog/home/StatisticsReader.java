package org.reelgraph.catalog.home;

import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.catalog.LibraryStats;
import org.reelgraph.catalog.LibraryStats.RatingCount;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlDialect;
import org.reelgraph.storage.sql.Statements;

/** Counts the library. */
@Singleton
class StatisticsReader {

    private static final String TOTALS = """
                                         SELECT (SELECT count(*) FROM media_items WHERE kind = 'MOVIE') AS movies,
                                           (SELECT count(*) FROM media_items WHERE kind = 'SERIES') AS series,
                                           (SELECT count(*) FROM media_items WHERE kind = 'ALBUM') AS albums,
                                           (SELECT count(*) FROM media_items WHERE kind = 'BOOK') AS books,
                                           (SELECT coalesce(sum(seasons), 0) FROM series_totals) AS seasons,
                                           (SELECT coalesce(sum(episodes), 0) FROM series_totals) AS episodes,
                                           (SELECT count(*) FROM people) AS people,
                                           (SELECT coalesce(sum(duration_seconds), 0) FROM media_items)
                                             + (SELECT coalesce(sum(duration_seconds), 0) FROM series_totals) AS seconds,
                                           %s AS bytes""";
    private static final String BY_RATING = "SELECT CAST(floor(rating) AS INTEGER) AS rating, count(*) AS count FROM media_items"
            + " WHERE rating IS NOT NULL GROUP BY 1 ORDER BY 1";

    private final Statements statements;
    private final String totals;

    StatisticsReader(Statements statements, SqlDialect dialect) {
        this.statements = statements;
        this.totals = TOTALS.formatted(dialect.databaseSize());
    }

    /** {@return the library in numbers} */
    LibraryStats read() {
        var byRating = Rows.read(statements, BY_RATING, List.of(),
                row -> new RatingCount(row.getInt(1), row.getInt(2)));
        return Rows.read(statements, totals, List.of(),
                row -> new LibraryStats(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4), row.getInt(5),
                        row.getInt(6), row.getInt(7), row.getLong(8), byRating, row.getLong(9)))
                .getFirst();
    }
}
