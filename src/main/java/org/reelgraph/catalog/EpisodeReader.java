package org.reelgraph.catalog;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.reelgraph.catalog.CatalogLoaders.SeasonKey;
import org.reelgraph.graphql.paging.PageRequest;
import org.reelgraph.graphql.plan.Utf8Text;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlDialect;
import org.reelgraph.storage.sql.Statements;

/** Reads episodes, without their metadata. */
@Singleton
public class EpisodeReader {

    /** All of an episode but its metadata. */
    public static final Columns<Episode> COLUMNS = new Columns<>(
            "id, series_id, season_id, season_number, number, rating_key, title, summary, aired_on, duration_seconds,"
                    + " rating, added_at, imdb, tmdb, tvdb, plex, created_at, updated_at",
            EpisodeReader::read);
    private static final String BRIEF = "id, season_id, number, title, summary, aired_on, duration_seconds, rating";
    private static final IdQuery BY_ID = IdQuery.of("SELECT " + COLUMNS.names() + " FROM episodes WHERE id = :id");
    private static final IdQuery BY_SEASON = bySeason(COLUMNS.names());
    private static final IdQuery BY_SEASON_IN_BRIEF = bySeason(BRIEF);

    private static final IdQuery COUNT_BY_SEASON = IdQuery
            .of("SELECT season_id, count(*) FROM episodes WHERE season_id = :id GROUP BY season_id");
    // When an episode was added, by the source's word or else by its coming here later than the series; as imports
    // reckon it for last_added_at.
    private static final String ADDED = "CASE WHEN %1$s.added_at <= m.last_added_at THEN %1$s.added_at"
            + " WHEN %1$s.created_at > m.created_at THEN %1$s.created_at END";
    private static final IdQuery COUNT_LATEST = IdQuery.of(
            "SELECT e.series_id, count(*) FROM media_items AS m JOIN episodes AS e ON e.series_id = m.id WHERE m.id = :id AND "
                    + ADDED.formatted("e") + " >= m.last_added_at - 86400000 GROUP BY e.series_id");
    private static final String SERIES = " FROM (SELECT value AS series FROM " + JsonArray.ROWS + "?)) AS list ";

    /** How many episodes a season has. */
    record Count(long seasonId, int episodes) {
    }

    private final Statements statements;
    private final String pages;
    private final String pagesBackwards;
    private final String latest;

    EpisodeReader(Statements statements, SqlDialect dialect) {
        this.statements = statements;
        this.pages = pages(dialect, ">", "");
        this.pagesBackwards = pages(dialect, "<", "DESC");
        this.latest = latest(dialect);
    }

    /** {@return the episodes of these ids, in no order} */
    public List<Episode> findByIds(Collection<Long> ids) {
        return Rows.find(statements, BY_ID, ids, EpisodeReader::read);
    }

    /** {@return the episodes of these seasons by number, those of a season together} */
    public List<Episode> findBySeason(Collection<Long> seasonIds) {
        return Rows.find(statements, BY_SEASON, seasonIds, EpisodeReader::read);
    }

    /**
     * {@return the episodes of these seasons by number, those of a season together, without keys, ids elsewhere,
     * metadata and instants}
     *
     * @param seasons by their ids
     */
    public List<EpisodeCard.Brief> findBySeasonInBrief(Map<Long, SeasonKey> seasons) {
        return Rows.find(statements, BY_SEASON_IN_BRIEF, seasons.keySet(),
                row -> readBrief(row,
                        Objects.requireNonNull(seasons.get(row.getLong(2)), "No other season was asked for.")));
    }

    /**
     * {@return the episodes of each of these series that a page holds, and one more, from where it begins in its
     * direction; specials last}
     */
    public List<Episode> findPages(Collection<Long> seriesIds, PageRequest page) {
        return statements.run(page.backwards() ? pagesBackwards : pages, statement -> {
            statement.setString(1, JsonArray.ofIds(seriesIds));
            // No season has a number so high, or below 0.
            var end = page.backwards() ? Integer.MAX_VALUE : -1L;
            var season = page.from().map(place -> place.number(0)).orElse(end);
            statement.setInt(2, season == 0 || season == Integer.MAX_VALUE ? 1 : 0);
            statement.setLong(3, season);
            statement.setLong(4, page.from().map(place -> place.number(1)).orElse(end));
            statement.setLong(5, page.from().map(place -> place.number(2)).orElse(end));
            statement.setInt(6, page.limit());
            return Rows.read(statement, EpisodeReader::read);
        });
    }

    /**
     * {@return of each of these series the episodes that were added within a day of its last addition, the last first}
     */
    public List<Episode> findLatest(Collection<Long> seriesIds, int most) {
        return statements.run(latest, statement -> {
            statement.setString(1, JsonArray.ofIds(seriesIds));
            statement.setInt(2, most);
            return Rows.read(statement, EpisodeReader::read);
        });
    }

    /** {@return of each of these series how many episodes were added within a day of its last addition, if any were} */
    public Map<Long, Integer> countLatest(Collection<Long> seriesIds) {
        var counts = new HashMap<Long, Integer>();
        Rows.find(statements, COUNT_LATEST, seriesIds, row -> counts.put(row.getLong(1), row.getInt(2)));
        return counts;
    }

    /** {@return how many episodes those of these seasons have that have any} */
    List<Count> countBySeason(Collection<Long> seasonIds) {
        return Rows.find(statements, COUNT_BY_SEASON, seasonIds, row -> new Count(row.getLong(1), row.getInt(2)));
    }

    private static IdQuery bySeason(String columns) {
        return IdQuery.oneByOne(columns, "episodes", "season_id = :id", "position, tie");
    }

    private static String columnsOf(String table) {
        return Arrays.stream(COLUMNS.names().split(", ")).map(column -> table + "." + column)
                .collect(Collectors.joining(", "));
    }

    private static String pages(SqlDialect dialect, String sign, String way) {
        var rows = """
                   e.series_id = series AND (%3$s, e.season_number, e.position, e.tie) %1$s (?, ?, ?, ?)
                   ORDER BY %3$s %2$s, e.season_number %2$s, e.position %2$s, e.tie %2$s LIMIT ?"""
                .formatted(sign, way, dialect.asNumber("e.season_number = 0"));
        return "SELECT " + COLUMNS.names() + SERIES + dialect.joinEach("episodes", "e", rows)
                + " ORDER BY series_id, %2$s %1$s, season_number %1$s, position %1$s, tie %1$s".formatted(way,
                        dialect.asNumber("season_number = 0"));
    }

    private static String latest(SqlDialect dialect) {
        var rows = """
                   e.series_id = series AND %1$s >= m.last_added_at - 86400000
                   ORDER BY %1$s DESC, e.season_number DESC, e.position DESC, e.tie DESC LIMIT ?"""
                .formatted(ADDED.formatted("e"));
        return "SELECT " + columnsOf("episodes") + SERIES + dialect.joinInOrder() + " media_items m ON m.id = series "
                + dialect.joinEach("episodes", "e", rows)
                + " ORDER BY series, %s DESC, episodes.season_number DESC, episodes.position DESC, episodes.tie DESC"
                        .formatted(ADDED.formatted("episodes"));
    }

    private static EpisodeCard.Brief readBrief(ResultSet row, SeasonKey season) throws SQLException {
        return new EpisodeCard.Brief(row.getLong(1), season.seriesId(), season.seasonId(), season.number(),
                Rows.integer(row, 3), Utf8Text.ofNullable(row.getBytes(4)), Utf8Text.ofNullable(row.getBytes(5)),
                Rows.day(row, 6), Rows.integer(row, 7), Rows.decimal(row, 8));
    }

    private static Episode read(ResultSet row) throws SQLException {
        var ids = ExternalIds.of(Rows.textOrNull(row, 13), Rows.textOrNull(row, 14), Rows.textOrNull(row, 15),
                Rows.textOrNull(row, 16));
        return new Episode(row.getLong(1), row.getLong(2), row.getLong(3), row.getInt(4), Rows.integer(row, 5),
                Rows.textOrNull(row, 6), Rows.textOrNull(row, 7), Rows.textOrNull(row, 8), Rows.day(row, 9),
                Rows.integer(row, 10),
                Rows.decimal(row, 11), Rows.instantOrNull(row, 12), ids, Rows.instant(row, 17),
                Rows.instant(row, 18));
    }
}
