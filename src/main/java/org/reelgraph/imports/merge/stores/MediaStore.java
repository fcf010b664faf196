package org.reelgraph.imports.merge.stores;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reelgraph.catalog.ExternalIds;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.MediaRepository;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlRepository;

/** Access to media items on the writer's connection. Lists are passed as JSON arrays. */
@SqlRepository("writer")
public abstract class MediaStore implements GenericRepository<MediaItem, Long> {

    private static final String COLUMNS = "kind, source, rating_key, edition, title, sort_title, original_title,"
            + " sort_key, folded_title, year, summary, tagline, content_rating, studio, rating, released_on,"
            + " duration_seconds, imdb, tmdb, tvdb, plex, musicbrainz, isbn, metadata, added_at, last_added_at,"
            + " shuffle, created_at, updated_at";
    private static final String PLACES = "(" + "?, ".repeat(28) + "?";
    private static final String INSERT = "INSERT INTO media_items (" + COLUMNS + ", id) VALUES " + PLACES + ", ?)";
    private static final String UPDATE = "UPDATE media_items SET (" + COLUMNS + ") = " + PLACES + ") WHERE id = ?";
    private static final String UPDATE_TEXTS = """
                                               UPDATE media_items SET (sort_title, original_title, summary, tagline,
                                                 metadata, updated_at) = (?, ?, ?, ?, ?, ?) WHERE id = ?""";

    private static final String FIND = "SELECT " + MediaRepository.COLUMNS.names() + ", metadata FROM media_items ";
    private static final String BY_IDS = FIND + "WHERE id" + JsonArray.IN + " ORDER BY id";
    private static final List<String> WITH_KEYS = Stream.concat(
            Stream.of(withKey("media_id", "further_rating_keys", "rating_key")),
            Stream.of("rating_key", "imdb", "tmdb", "tvdb", "plex", "musicbrainz", "isbn")
                    .map(column -> withKey("id", "media_items", column)))
            .toList();
    private static final String NONE = JsonArray.of(List.of());
    private static final String WITHOUT_KEY = FIND + "WHERE source = ? AND kind = ? AND title" + JsonArray.IN
            + " AND rating_key IS NULL AND imdb IS NULL AND tmdb IS NULL AND tvdb IS NULL AND plex IS NULL"
            + " AND musicbrainz IS NULL AND isbn IS NULL";

    private final JdbcOperations operations;

    MediaStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return the ids of a source's items of these kinds} */
    @Query("SELECT id FROM media_items WHERE source = :source AND kind" + JsonArray.IN_EACH + ":kinds" + JsonArray.END
            + " ORDER BY id")
    public abstract List<Long> findIds(String source, String kinds);

    /** {@return the items with these ids, by id} */
    public List<WithMetadata<MediaItem>> findByIds(String ids) {
        return find(BY_IDS, List.of(ids));
    }

    /** {@return whether the source has any items} */
    public abstract boolean existsBySource(String source);

    /**
     * {@return the items of a source that have any of these keys}
     *
     * @param externalIds by scheme, in the order of {@link ExternalIds}
     */
    public List<WithMetadata<MediaItem>> findByKeys(String source, MediaKind kind, String ratingKeys,
            List<String> externalIds) {
        var keys = Stream.concat(Stream.of(ratingKeys, ratingKeys), externalIds.stream()).toList();
        var selects = new ArrayList<String>();
        var values = new ArrayList<Object>();
        for (var i = 0; i < keys.size(); i++) {
            if (!keys.get(i).equals(NONE)) {
                selects.add(WITH_KEYS.get(i));
                values.addAll(List.of(source, kind.name(), keys.get(i)));
            }
        }
        return selects.isEmpty()
                ? List.of()
                : find(FIND + "WHERE id IN (" + String.join(" UNION ", selects) + ")", values);
    }

    /** {@return the items of a source that have one of these titles and no key} */
    public List<WithMetadata<MediaItem>> findWithoutKey(String source, MediaKind kind, String titles) {
        return find(WITHOUT_KEY, List.of(source, kind.name(), titles));
    }

    /** Adds items. */
    public void insert(List<WithMetadata<MediaItem>> items) {
        Rows.write(operations, INSERT, items, MediaStore::bind);
    }

    /** Overwrites the fields of items. */
    public void update(List<WithMetadata<MediaItem>> items) {
        Rows.write(operations, UPDATE, items, MediaStore::bind);
    }

    /** Updates items that differ only in texts, which leaves the many indexes on other columns alone. */
    public void updateTexts(List<WithMetadata<MediaItem>> items) {
        Rows.write(operations, UPDATE_TEXTS, items, (statement, each) -> {
            var item = each.row();
            statement.setString(1, item.titles().sortTitle());
            statement.setString(2, item.titles().originalTitle());
            statement.setString(3, item.summary());
            statement.setString(4, item.tagline());
            statement.setString(5, each.metadata());
            Rows.set(statement, 6, item.updatedAt());
            statement.setLong(7, item.id());
        });
    }

    /** Clears the keys of these items, so that updates can swap them. */
    @Query("UPDATE media_items SET rating_key = NULL, imdb = NULL, tmdb = NULL, tvdb = NULL, plex = NULL,"
            + " musicbrainz = NULL, isbn = NULL"
            + " WHERE id" + JsonArray.IN_IDS)
    public abstract void freeKeys(String ids);

    private static String withKey(String id, String table, String column) {
        return "SELECT " + id + " FROM " + table + " WHERE source = ? AND kind = ? AND " + column + JsonArray.IN;
    }

    private List<WithMetadata<MediaItem>> find(String sql, List<Object> values) {
        return Rows.read(operations::prepareStatement, sql, values,
                row -> new WithMetadata<>(MediaRepository.COLUMNS.reader().read(row), Rows.textOrNull(row, 30)));
    }

    private static void bind(PreparedStatement statement, WithMetadata<MediaItem> each) throws SQLException {
        var item = each.row();
        Rows.set(statement, 1, item.kind());
        statement.setString(2, item.source());
        statement.setString(3, item.ratingKey());
        statement.setString(4, item.edition());
        statement.setString(5, item.title());
        statement.setString(6, item.titles().sortTitle());
        statement.setString(7, item.titles().originalTitle());
        statement.setString(8, item.sortKey());
        statement.setString(9, item.titles().foldedTitle());
        Rows.set(statement, 10, item.year());
        statement.setString(11, item.summary());
        statement.setString(12, item.tagline());
        statement.setString(13, item.contentRating());
        statement.setString(14, item.studio());
        Rows.set(statement, 15, item.rating());
        Rows.set(statement, 16, item.releasedOn());
        Rows.set(statement, 17, item.durationSeconds());
        bind(statement, 18, item.externalIds());
        statement.setString(24, each.metadata());
        Rows.set(statement, 25, item.addedAt());
        Rows.set(statement, 26, item.lastAddedAt());
        statement.setLong(27, item.shuffle());
        Rows.set(statement, 28, item.createdAt());
        Rows.set(statement, 29, item.updatedAt());
        statement.setLong(30, item.id());
    }

    private static void bind(PreparedStatement statement, int first, ExternalIds ids) throws SQLException {
        statement.setString(first, ids.imdb());
        statement.setString(first + 1, ids.tmdb());
        statement.setString(first + 2, ids.tvdb());
        statement.setString(first + 3, ids.plex());
        statement.setString(first + 4, ids.musicbrainz());
        statement.setString(first + 5, ids.isbn());
    }
}
