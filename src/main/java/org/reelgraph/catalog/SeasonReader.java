package org.reelgraph.catalog;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.reelgraph.graphql.plan.Utf8Text;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

import static java.util.Comparator.comparing;

/** Reads seasons, without their metadata. */
@Singleton
public class SeasonReader {

    /** All of a season but its metadata. */
    public static final Columns<Season> COLUMNS = new Columns<>(
            "id, series_id, number, rating_key, title, year, summary, added_at, imdb, tmdb, tvdb, plex, created_at,"
                    + " updated_at",
            SeasonReader::read);
    private static final IdQuery BY_ID = IdQuery.of("SELECT " + COLUMNS.names() + " FROM seasons WHERE id = :id");
    private static final IdQuery BY_SERIES = bySeries(COLUMNS.names());
    private static final IdQuery BY_SERIES_IN_BRIEF = bySeries("id, series_id, number, title");
    private static final IdQuery TOTALS = IdQuery.oneByOne("series_id, seasons, episodes, duration_seconds",
            "series_totals", "series_id = :id", "series_id");

    private final Statements statements;

    SeasonReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return the seasons of these ids, in no order} */
    public List<Season> findByIds(Collection<Long> ids) {
        return Rows.find(statements, BY_ID, ids, SeasonReader::read);
    }

    /** {@return the seasons of these series by number, specials last} */
    public List<Season> findBySeries(Collection<Long> seriesIds) {
        return specialsLast(Rows.find(statements, BY_SERIES, seriesIds, SeasonReader::read));
    }

    /** {@return the seasons of these series by number, specials last, with their titles alone} */
    public List<SeasonCard.Brief> findBySeriesInBrief(Collection<Long> seriesIds) {
        return specialsLast(Rows.find(statements, BY_SERIES_IN_BRIEF, seriesIds, row -> new SeasonCard.Brief(
                row.getLong(1), row.getLong(2), row.getInt(3), Utf8Text.ofNullable(row.getBytes(4)))));
    }

    // No index has specials last, and the database would have to sort what is nearly in order.
    private static <T extends SeasonCard> List<T> specialsLast(List<T> seasons) {
        seasons.sort(comparing(season -> season.number() == 0));
        return seasons;
    }

    private static IdQuery bySeries(String columns) {
        return IdQuery.oneByOne(columns, "seasons", "series_id = :id", "number");
    }

    /** {@return the totals of those of these series that have ever had a season} */
    public List<SeriesTotals> totalsBySeries(Collection<Long> seriesIds) {
        return Rows.find(statements, TOTALS, seriesIds,
                row -> new SeriesTotals(row.getLong(1), row.getInt(2), row.getInt(3), row.getLong(4)));
    }

    private static Season read(ResultSet row) throws SQLException {
        var ids = ExternalIds.of(Rows.textOrNull(row, 9), Rows.textOrNull(row, 10), Rows.textOrNull(row, 11),
                Rows.textOrNull(row, 12));
        return new Season(row.getLong(1), row.getLong(2), row.getInt(3), Rows.textOrNull(row, 4),
                Rows.textOrNull(row, 5),
                Rows.integer(row, 6), Rows.textOrNull(row, 7), Rows.instantOrNull(row, 8), ids, Rows.instant(row, 13),
                Rows.instant(row, 14));
    }
}
