package org.reelgraph.connections.sync;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/** What servers have told to be new, and no job has taken yet; on the writer's connection. */
@Singleton
class AnnouncedItemStore {

    private static final String ADD = "INSERT INTO announced_items (section_id, rating_key, title, server)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (section_id, rating_key) DO UPDATE SET title = excluded.title,"
            + " server = excluded.server";

    private final JdbcOperations operations;

    AnnouncedItemStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** Adds an item, or tells once more that it is new. */
    void add(AnnouncedItem item) {
        Rows.write(operations, ADD, List.of(item), (statement, each) -> {
            statement.setLong(1, each.section());
            statement.setString(2, each.ratingKey());
            statement.setString(3, each.title());
            statement.setString(4, each.server());
        });
    }

    /** {@return the items of these sections} */
    List<AnnouncedItem> find(Collection<Long> sections) {
        return Rows.read(operations::prepareStatement, "SELECT section_id, rating_key, title, server"
                + " FROM announced_items WHERE section_id" + JsonArray.IN + " ORDER BY section_id, rating_key",
                List.of(JsonArray.ofIds(sections)),
                row -> new AnnouncedItem(row.getLong(1), Rows.text(row, 2), Rows.text(row, 3), Rows.text(row, 4)));
    }

    /** Forgets all items of these sections. */
    void delete(Collection<Long> sections) {
        Rows.write(operations, "DELETE FROM announced_items WHERE section_id = ?", List.copyOf(sections),
                (statement, section) -> statement.setLong(1, section));
    }
}
