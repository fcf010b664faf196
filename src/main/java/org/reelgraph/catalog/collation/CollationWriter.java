package org.reelgraph.catalog.collation;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.storage.sql.Rows;

/** The sort keys that are stored, as the writer sees them. */
@Singleton
class CollationWriter {

    /**
     * What has keys.
     *
     * @param name   what people look for
     * @param sortBy what it is sorted by
     */
    record Keyed(long id, String name, String sortBy) {
    }

    private final JdbcOperations operations;

    CollationWriter(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** Notes what the keys are made with. */
    void note(String language, String version) {
        operations.prepareStatement("INSERT INTO collation (id, language, version) VALUES (1, ?, ?)"
                + " ON CONFLICT (id) DO UPDATE SET language = excluded.language, version = excluded.version",
                statement -> {
                    statement.setString(1, language);
                    statement.setString(2, version);
                    return statement.executeUpdate();
                });
    }

    /** {@return the media items after an id, by id} */
    List<Keyed> media(long after, int most) {
        return find("SELECT id, title, coalesce(sort_title, title) FROM media_items WHERE id > ? ORDER BY id LIMIT ?",
                after, most);
    }

    /** {@return the people after an id, by id} */
    List<Keyed> people(long after, int most) {
        return find("SELECT id, name, name FROM people WHERE id > ? ORDER BY id LIMIT ?", after, most);
    }

    private List<Keyed> find(String sql, long after, int most) {
        return Rows.read(operations, sql, List.of(after, most),
                row -> new Keyed(row.getLong(1), Rows.text(row, 2), Rows.text(row, 3)));
    }

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
