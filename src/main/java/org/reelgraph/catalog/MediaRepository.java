package org.reelgraph.catalog;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.repository.GenericRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.catalog.media.MediaFields;
import org.reelgraph.storage.sql.Columns;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Condition.In;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;
import org.reelgraph.storage.sql.SortKey;
import org.reelgraph.storage.sql.SqlRepository;
import org.reelgraph.storage.sql.Subquery;

/** Reads media items. Lists of ids come as JSON arrays, see {@link org.reelgraph.storage.sql.JsonArray}. */
@SqlRepository
public abstract class MediaRepository implements GenericRepository<MediaItem, Long> {

    /** All of an item but its metadata. */
    public static final Columns<MediaItem> COLUMNS = new Columns<>(
            "id, kind, source, rating_key, title, sort_title, sort_key, folded_title, original_title, year,"
                    + " summary, tagline, content_rating, studio, rating, released_on, duration_seconds, added_at, imdb, tmdb, tvdb,"
                    + " plex, musicbrainz, isbn, shuffle, created_at, updated_at, edition, last_added_at",
            MediaRepository::read);
    /** What an item's card shows, see {@link MediaFields#CARD}, and its place by title, year and rating. */
    public static final Columns<MediaItem> CARD = new Columns<>("id, kind, title, sort_key, year, rating",
            MediaRepository::readCard);
    private static final IdQuery BY_ID = IdQuery.of("SELECT " + COLUMNS.names() + " FROM media_items WHERE id = :id");

    private final JdbcOperations operations;
    private final SelectReader reader;

    MediaRepository(JdbcOperations operations, SelectReader reader) {
        this.operations = operations;
        this.reader = reader;
    }

    /** {@return the items of these ids, in no order} */
    @Connectable(readOnly = true)
    public List<MediaItem> findByIds(Collection<Long> ids) {
        return Rows.find(operations, BY_ID, ids, MediaRepository::read);
    }

    /**
     * {@return the items whose newest part was added last, the last first}
     *
     * @param kind of this kind, or of all
     */
    @Connectable(readOnly = true)
    public List<MediaItem> findNewest(Optional<MediaKind> kind, int most) {
        return reader.read(Select.from("media_items").whereEqual("kind", kind.map(MediaKind::name))
                .orderBy(List.of(SortKey.of("last_added_at", true), SortKey.of("id", true))).limit(most), COLUMNS);
    }

    /** {@return what was released on a day of any year up to this one, the newest first} */
    @Connectable(readOnly = true)
    public List<MediaItem> findReleasedOnDay(LocalDate day, int most) {
        var text = day.toString();
        return reader.read(Select.from("media_items")
                .where(Condition.sql("substr(released_on, 6) = ? AND released_on <= ?", text.substring(5), text))
                .orderBy(List.of(SortKey.of("released_on", true), SortKey.of("id", true))).limit(most), COLUMNS);
    }

    /** {@return how many items there are} */
    @Query("SELECT count(*) FROM media_items")
    public abstract int countAll();

    /** {@return how many items of a kind there are} */
    @Query("SELECT count(*) FROM media_items WHERE kind = :kind")
    public abstract int countByKind(MediaKind kind);

    /** {@return the items with this rating key, of a source or of all: at most one of a source and kind} */
    @Connectable(readOnly = true)
    public List<MediaItem> findByRatingKey(Optional<String> source, String key) {
        var withKey = Condition.equal("rating_key", key);
        return reader.read(Select.from("media_items")
                .where(new In("id", List.of(new Subquery("id", "media_items", withKey),
                        new Subquery("media_id", "further_rating_keys", withKey))))
                .whereEqual("source", source), COLUMNS);
    }

    /**
     * {@return the items with this id in its canonical form, of a source or of all: at most one of a source, kind and
     * edition}
     */
    @Connectable(readOnly = true)
    public List<MediaItem> findByExternalId(Optional<String> source, ExternalIdScheme scheme, String id) {
        return reader.read(Select.from("media_items").where(Condition.equal(scheme.fieldName(), id))
                .whereEqual("source", source), COLUMNS);
    }

    private static MediaItem readCard(ResultSet row) throws SQLException {
        return new MediaItem(row.getLong(1), MediaKind.valueOf(Rows.text(row, 2)), null, null, null, Rows.text(row, 3),
                null, Rows.text(row, 4), null, null, Rows.integer(row, 5), null, null, null, null, Rows.decimal(row, 6),
                null, null, null, null, null, null, null, null, null, null, null, 0, null, null);
    }

    private static MediaItem read(ResultSet row) throws SQLException {
        return new MediaItem(row.getLong(1), MediaKind.valueOf(Rows.text(row, 2)), Rows.text(row, 3), Rows.text(row, 4),
                Rows.text(row, 28), Rows.text(row, 5), Rows.text(row, 6), Rows.text(row, 7), Rows.text(row, 8),
                Rows.text(row, 9), Rows.integer(row, 10), Rows.text(row, 11), Rows.text(row, 12), Rows.text(row, 13),
                Rows.text(row, 14), Rows.decimal(row, 15), Rows.day(row, 16), Rows.integer(row, 17),
                Rows.instantOrNull(row, 18), Rows.instant(row, 29), Rows.text(row, 19), Rows.text(row, 20),
                Rows.text(row, 21), Rows.text(row, 22), Rows.text(row, 23),
                Rows.text(row, 24), null, row.getLong(25), Rows.instant(row, 26), Rows.instant(row, 27));
    }
}
