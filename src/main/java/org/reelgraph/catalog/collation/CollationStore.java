package org.reelgraph.catalog.collation;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.util.List;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlRepository;

/** The sort keys that are stored, as the writer sees them. */
@SqlRepository("writer")
abstract class CollationStore implements GenericRepository<MediaItem, Long> {

    /**
     * What has keys.
     *
     * @param name   what people look for
     * @param sortBy what it is sorted by
     */
    @Introspected
    record Keyed(long id, String name, String sortBy) {
    }

    private final JdbcOperations operations;

    CollationStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** Notes what the keys are made with. */
    @Query("INSERT INTO collation (id, language, version) VALUES (1, :language, :version)"
            + " ON CONFLICT (id) DO UPDATE SET language = excluded.language, version = excluded.version")
    abstract void note(String language, String version);

    /** {@return the media items after an id, by id} */
    @Query("SELECT id, title AS name, coalesce(sort_title, title) AS sort_by FROM media_items WHERE id > :after"
            + " ORDER BY id LIMIT :most")
    abstract List<Keyed> media(long after, int most);

    /** {@return the people after an id, by id} */
    @Query("SELECT id, name, name AS sort_by FROM people WHERE id > :after ORDER BY id LIMIT :most")
    abstract List<Keyed> people(long after, int most);

    /** Gives media items their keys. */
    void updateMedia(List<Keyed> items, SortKeys keys) {
        update("UPDATE media_items SET sort_key = ?, folded_title = ? WHERE id = ?", items, keys);
    }

    /** Gives people their keys. */
    void updatePeople(List<Keyed> people, SortKeys keys) {
        update("UPDATE people SET sort_key = ?, folded_name = ? WHERE id = ?", people, keys);
    }

    private void update(String sql, List<Keyed> rows, SortKeys keys) {
        Rows.write(operations, sql, rows, (statement, row) -> {
            statement.setString(1, keys.of(row.sortBy()));
            statement.setString(2, keys.comparable(row.name()));
            statement.setLong(3, row.id());
        });
    }
}
