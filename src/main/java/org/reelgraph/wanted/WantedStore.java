package org.reelgraph.wanted;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.ids.ExternalIdScheme;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.wanted.WantedPlanner.Change;

/** Wanted items on the writer's connection. */
@Singleton
class WantedStore {

    private static final String SELECT = "SELECT " + WantedReader.COLUMNS.names() + " FROM wanted_items";
    private static final String ALIKE = SELECT + " WHERE id" + JsonArray.IN + " OR folded_title" + JsonArray.IN
            + " OR imdb" + JsonArray.IN + " OR tmdb" + JsonArray.IN + " OR tvdb" + JsonArray.IN + " OR plex"
            + JsonArray.IN + " OR musicbrainz" + JsonArray.IN + " OR isbn" + JsonArray.IN;
    private static final String INSERT = """
                                         INSERT INTO wanted_items (kind, title, sort_key, folded_title, year, namesake, imdb,
                                           tmdb, tvdb, plex, musicbrainz, isbn, status, search_query, last_search_at,
                                           last_search_found, last_search_grabbed, added_at, updated_at, id)
                                         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String UPDATE = """
                                         UPDATE wanted_items SET kind = ?, title = ?, sort_key = ?, folded_title = ?, year = ?,
                                           namesake = ?, imdb = ?, tmdb = ?, tvdb = ?, plex = ?, musicbrainz = ?, isbn = ?,
                                           status = ?, search_query = ?, last_search_at = ?, last_search_found = ?,
                                           last_search_grabbed = ?, added_at = ?, updated_at = ?
                                         WHERE id = ?""";

    private final JdbcOperations operations;

    WantedStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return the items with these ids, in no order} */
    List<WantedItem> findByIds(Collection<Long> ids) {
        return read(SELECT + " WHERE id" + JsonArray.IN, List.of(JsonArray.ofIds(ids)));
    }

    /** {@return the item with this id} */
    Optional<WantedItem> find(long id) {
        return findByIds(List.of(id)).stream().findFirst();
    }

    /** {@return the items after this one, by id} */
    List<WantedItem> findAfter(long id, int most) {
        return read(SELECT + " WHERE id > ? ORDER BY id LIMIT ?", List.of(id, most));
    }

    /** {@return the items that are meant, and those that have a title or an external id in common, of whatever kind} */
    List<WantedItem> findAlike(Collection<Change> changes, SortKeys keys) {
        var values = new ArrayList<Object>();
        values.add(JsonArray.ofIds(changes.stream().flatMap(change -> change.target().stream()).toList()));
        values.add(JsonArray.of(changes.stream().map(change -> keys.comparable(change.details().title())).toList()));
        for (var scheme : ExternalIdScheme.values()) {
            values.add(JsonArray.of(changes.stream().map(change -> change.details().externalIds().of(scheme))
                    .filter(Objects::nonNull).toList()));
        }
        return read(ALIKE, values);
    }

    private List<WantedItem> read(String sql, List<Object> values) {
        return Rows.read(operations::prepareStatement, sql, values, WantedReader.COLUMNS.reader());
    }

    /** Adds items. */
    void insert(List<WantedItem> items) {
        Rows.write(operations, INSERT, items, WantedStore::bind);
    }

    /** Updates items, one after the other. */
    void update(List<WantedItem> items) {
        Rows.write(operations, UPDATE, items, WantedStore::bind);
    }

    /** Deletes items. */
    void delete(Collection<Long> ids) {
        operations.prepareStatement("DELETE FROM wanted_items WHERE id" + JsonArray.IN, statement -> {
            statement.setString(1, JsonArray.ofIds(ids));
            return statement.executeUpdate();
        });
    }

    private static void bind(PreparedStatement statement, WantedItem item) throws SQLException {
        var details = item.details();
        var search = details.lastSearch();
        Rows.set(statement, 1, details.kind());
        statement.setString(2, details.title());
        statement.setString(3, item.sortKey());
        statement.setString(4, item.foldedTitle());
        statement.setObject(5, details.year(), Types.INTEGER);
        statement.setLong(6, item.namesake());
        var column = 7;
        for (var scheme : ExternalIdScheme.values()) {
            statement.setString(column++, details.externalIds().of(scheme));
        }
        Rows.set(statement, 13, details.status());
        statement.setString(14, details.searchQuery());
        Rows.set(statement, 15, search == null ? null : search.at());
        Rows.set(statement, 16, search == null ? null : search.found());
        Rows.set(statement, 17, search == null ? null : search.grabbed());
        Rows.set(statement, 18, details.addedAt());
        Rows.set(statement, 19, item.updatedAt());
        statement.setLong(20, item.id());
    }
}
