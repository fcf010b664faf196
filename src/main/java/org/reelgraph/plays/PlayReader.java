package org.reelgraph.plays;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Counts plays. */
@Singleton
public class PlayReader {

    private static final IdQuery BY_MEDIA = by("media_id");
    private static final IdQuery BY_EPISODE = by("episode_id");
    private static final String MOST_WATCHED = "SELECT p.id, m.kind, p.plays, p.viewers, p.latest FROM (SELECT media_id AS id,"
            + " count(*) AS plays, count(DISTINCT viewer) AS viewers, max(started_at) AS latest FROM plays"
            + " WHERE started_at >= ? AND media_id IS NOT NULL GROUP BY media_id) AS p"
            + " JOIN media_items AS m ON m.id = p.id WHERE m.kind" + JsonArray.IN
            + " ORDER BY p.plays DESC, p.viewers DESC, p.latest DESC, p.id LIMIT ?";

    private final Statements statements;

    PlayReader(Statements statements) {
        this.statements = statements;
    }

    private static IdQuery by(String column) {
        return IdQuery
                .of("SELECT " + column + ", count(*), max(started_at) FROM plays WHERE " + column + " = :id GROUP BY "
                        + column);
    }

    /** {@return the counts of those of these items that were played} */
    List<PlayCount> countByMedia(Collection<Long> mediaIds) {
        return Rows.find(statements, BY_MEDIA, mediaIds, PlayReader::read);
    }

    /** {@return the counts of those of these episodes that were played} */
    List<PlayCount> countByEpisode(Collection<Long> episodeIds) {
        return Rows.find(statements, BY_EPISODE, episodeIds, PlayReader::read);
    }

    /** {@return the items of these kinds that were played since a moment, those that were played most first} */
    public List<WatchedMedia> findMostWatched(Collection<MediaKind> kinds, Instant since, int most) {
        return Rows.read(statements, MOST_WATCHED,
                List.of(since.toEpochMilli(), JsonArray.of(kinds), most),
                row -> new WatchedMedia(row.getLong(1), MediaKind.valueOf(Rows.text(row, 2)), row.getInt(3),
                        row.getInt(4), Rows.instant(row, 5)));
    }

    private static PlayCount read(ResultSet row) throws SQLException {
        return new PlayCount(row.getLong(1), row.getInt(2), Rows.instant(row, 3));
    }
}
