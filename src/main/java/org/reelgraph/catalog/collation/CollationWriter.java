package org.reelgraph.catalog.collation;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.storage.sql.Rows;

/** Rewrites the stored sort keys. */
@Singleton
class CollationWriter {

    /**
     * An item or a person with keys.
     *
     * @param name   the title or name that is searched
     * @param sortBy the title or name that is sorted by
     */
    record Keyed(long id, String name, String sortBy) {
    }

    private final JdbcOperations operations;
    private final List<KeyedTitles> further;

    /** @param further titles beside those of the catalogue */
    CollationWriter(@Named("writer") JdbcOperations operations, List<KeyedTitles> further) {
        this.operations = operations;
        this.further = further;
    }

    /** Makes the keys of further titles anew; {@return how many there are} */
    int renewFurther(SortKeys keys) {
        return further.stream().mapToInt(titles -> titles.renew(keys)).sum();
    }

    /** {@return how many of the further titles have other keys than these rules give} */
    long faultsOfFurther(SortKeys keys) {
        return further.stream().mapToLong(titles -> titles.faults(keys)).sum();
    }

    /** Records the rules that the keys follow. */
    void note(String language, String version) {
        operations.prepareStatement("INSERT INTO \"collation\" (id, language, version) VALUES (1, ?, ?)"
                + " ON CONFLICT (id) DO UPDATE SET language = excluded.language, version = excluded.version",
                statement -> {
                    statement.setString(1, language);
                    statement.setString(2, version);
                    return statement.executeUpdate();
                });
    }

    /** {@return whether the keys follow these rules} */
    boolean follows(String language, String version) {
        return !Rows.read(operations::prepareStatement,
                "SELECT 1 FROM \"collation\" WHERE language = ? AND version = ?", List.of(language, version),
                row -> row.getLong(1)).isEmpty();
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
        return Rows.read(operations::prepareStatement, sql, List.of(after, most),
                row -> new Keyed(row.getLong(1), Rows.text(row, 2), Rows.text(row, 3)));
    }

    /** {@return how many media items have other keys than these rules give} */
    long faultsOfMedia(SortKeys keys) {
        return faults("SELECT id, title, coalesce(sort_title, title), sort_key, folded_title FROM media_items", keys);
    }

    /** {@return how many people have other keys than these rules give} */
    long faultsOfPeople(SortKeys keys) {
        return faults("SELECT id, name, name, sort_key, folded_name FROM people", keys);
    }

    // Row by row, so that the keys of all aren't in memory at once.
    private long faults(String sql, SortKeys keys) {
        return operations.prepareStatement(sql, statement -> {
            try (var rows = statement.executeQuery()) {
                var faults = 0L;
                while (rows.next()) {
                    var isRight = keys.of(Rows.text(rows, 3)).equals(rows.getString(4))
                            && keys.comparable(Rows.text(rows, 2)).equals(rows.getString(5));
                    faults += isRight ? 0 : 1;
                }
                return faults;
            }
        });
    }

    /** Updates the keys of media items. */
    void updateMedia(List<Keyed> items, SortKeys keys) {
        update("UPDATE media_items SET sort_key = ?, folded_title = ? WHERE id = ?", items, keys);
    }

    /** Updates the keys of people. */
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
