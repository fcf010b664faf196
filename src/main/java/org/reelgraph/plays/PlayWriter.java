package org.reelgraph.plays;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.reelgraph.imports.jobs.WatchHistory.Watched;
import org.reelgraph.imports.records.Viewing.Place;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/** Keeps plays, in the caller's transaction, and finds the items that they are of. */
@Singleton
class PlayWriter {

    // A play that goes on later is told once more, with the same start.
    private static final String SAVE = """
                                       INSERT INTO plays (id, source, rating_key, series_key, season_number, episode_number, title, viewer,
                                         started_at, played_seconds, percent)
                                       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                       ON CONFLICT (source, viewer, rating_key, started_at) DO UPDATE SET
                                         series_key = excluded.series_key, season_number = excluded.season_number,
                                         episode_number = excluded.episode_number, title = excluded.title,
                                         played_seconds = excluded.played_seconds, percent = excluded.percent""";
    // The file names no viewer, and tells neither how long nor how far.
    private static final String SAVE_WATCHED = """
                                               INSERT INTO plays (id, source, rating_key, series_key, season_number, episode_number, title,
                                                 viewer, started_at, played_seconds, percent, media_id, episode_id)
                                               SELECT ?, ?, ?, ?, ?, ?, m.title, '', ?, 0, 100, m.id, (SELECT min(e.id) FROM episodes AS e
                                                   WHERE e.series_id = m.id AND e.season_number = ? AND e.number = ?)
                                                 FROM media_items AS m WHERE m.id = ?
                                               ON CONFLICT (source, viewer, rating_key, started_at) DO UPDATE SET
                                                 title = excluded.title, media_id = excluded.media_id, episode_id = excluded.episode_id""";
    private static final String LATEST = "SELECT started_at FROM plays WHERE source = ? AND started_at <= ?"
            + " ORDER BY started_at DESC LIMIT 1";
    private static final String UNLINKED = """
                                           SELECT p.id FROM plays AS p
                                           WHERE p.source = ? AND p.id > ?
                                             AND (NOT EXISTS (SELECT 1 FROM media_items WHERE id = p.media_id)
                                               OR p.series_key IS NOT NULL
                                                 AND NOT EXISTS (SELECT 1 FROM episodes WHERE id = p.episode_id))
                                           ORDER BY p.id LIMIT ?""";
    private static final String OWNER = "source = plays.source AND rating_key = coalesce(plays.series_key, plays.rating_key)"
            + " AND kind = CASE WHEN plays.series_key IS NULL THEN 'MOVIE' ELSE 'SERIES' END";
    private static final String LINK_MEDIA = "UPDATE plays SET media_id = coalesce((SELECT id FROM media_items WHERE "
            + OWNER + "), (SELECT media_id FROM further_rating_keys WHERE " + OWNER + ")) WHERE id" + JsonArray.IN;
    // An episode that the server has added anew has another key, but the same place.
    private static final String LINK_EPISODES = """
                                                UPDATE plays SET episode_id = (SELECT e.id FROM episodes AS e
                                                  WHERE e.series_id = plays.media_id AND (e.rating_key = plays.rating_key
                                                    OR e.season_number = plays.season_number AND e.number = plays.episode_number)
                                                  ORDER BY CASE WHEN e.rating_key = plays.rating_key THEN 0 ELSE 1 END, e.id LIMIT 1)
                                                WHERE series_key IS NOT NULL AND id"""
            + JsonArray.IN;

    private final JdbcOperations operations;
    private final Ids ids;

    PlayWriter(@Named("writer") JdbcOperations operations, Ids ids) {
        this.operations = operations;
        this.ids = ids;
    }

    /** {@return when the latest play of a source until a moment began} */
    Optional<Instant> latest(String source, Instant until) {
        return operations.prepareStatement(LATEST, statement -> {
            statement.setString(1, source);
            statement.setLong(2, until.toEpochMilli());
            return Rows.read(statement, row -> Rows.instant(row, 1)).stream().findFirst();
        });
    }

    /** Keeps plays; those that are known already are brought up to date. */
    void save(String source, List<Play> plays) {
        Rows.write(operations, SAVE, plays, (statement, play) -> bind(statement, source, play));
    }

    private void bind(PreparedStatement statement, String source, Play play) throws SQLException {
        statement.setLong(1, ids.next());
        statement.setString(2, source);
        statement.setString(3, play.ratingKey());
        statement.setString(4, play.episode().map(Play.EpisodePlace::seriesKey).orElse(null));
        Rows.set(statement, 5, play.episode().flatMap(Play.EpisodePlace::season).orElse(null));
        Rows.set(statement, 6, play.episode().flatMap(Play.EpisodePlace::number).orElse(null));
        statement.setString(7, play.title());
        statement.setString(8, play.viewer());
        statement.setLong(9, play.startedAt().toEpochMilli());
        statement.setInt(10, play.seconds());
        statement.setInt(11, play.percent());
    }

    /** Keeps viewings of items, of which each counts once. */
    void saveWatched(String source, List<Watched> viewings) {
        Rows.write(operations, SAVE_WATCHED, viewings, (statement, watched) -> bind(statement, source, watched));
    }

    private void bind(PreparedStatement statement, String source, Watched watched) throws SQLException {
        var title = watched.viewing().title();
        var place = watched.viewing().place();
        var season = place.map(Place::season).orElse(null);
        var number = place.map(Place::number).orElse(null);
        statement.setLong(1, ids.next());
        statement.setString(2, source);
        statement.setString(3, place.map(of -> title + " " + of.season() + "x" + of.number()).orElse(title));
        statement.setString(4, place.map(of -> title).orElse(null));
        Rows.set(statement, 5, season);
        Rows.set(statement, 6, number);
        statement.setLong(7, watched.viewing().at().toEpochMilli());
        Rows.set(statement, 8, season);
        Rows.set(statement, 9, number);
        statement.setLong(10, watched.mediaId());
    }

    /** {@return plays after this one whose item isn't known, or is gone, by id} */
    List<Long> findUnlinked(String source, long after, int most) {
        return Rows.read(operations::prepareStatement, UNLINKED, List.of(source, after, most), row -> row.getLong(1));
    }

    /** Finds the items of these plays. */
    void link(Collection<Long> plays) {
        var list = JsonArray.ofIds(plays);
        for (var sql : List.of(LINK_MEDIA, LINK_EPISODES)) {
            operations.prepareStatement(sql, statement -> {
                statement.setString(1, list);
                return statement.executeUpdate();
            });
        }
    }
}
