package org.reelgraph.connections.sync;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/** What sections contained when they were synchronised last, on the writer's connection. */
@Singleton
class SyncedItemStore {

    private static final String KNOWN = """
                                        SELECT s.rating_key, s.version, m.title, f.media_id FROM synced_items s
                                          LEFT JOIN media_items m ON m.rating_key = s.rating_key AND m.source = ? AND m.kind = ?
                                          LEFT JOIN further_rating_keys f ON f.rating_key = s.rating_key AND f.source = ? AND f.kind = ?
                                          WHERE s.section_id = ? ORDER BY s.rating_key""";
    private static final String NOTE_READ = """
                                            INSERT INTO synced_items (section_id, rating_key, version)
                                              SELECT ?, rating_key, version FROM sync_items WHERE job_id = ? AND section = ? AND outcome = 'READ'
                                                AND NOT (rating_key"""
            + JsonArray.IN + ") ON CONFLICT (section_id, rating_key) DO UPDATE SET version = excluded.version";
    private static final String NOTE_OTHERS = """
                                              INSERT INTO synced_items (section_id, rating_key, version)
                                                SELECT ?, rating_key, '' FROM sync_items WHERE job_id = ? AND section = ?
                                                  AND outcome IN ('READ', 'PARTS_KEPT') ON CONFLICT (section_id, rating_key) DO NOTHING""";
    private static final String FORGET_GONE = """
                                              DELETE FROM synced_items WHERE section_id = ?
                                                AND rating_key IN (SELECT rating_key FROM sync_items WHERE job_id = ? AND section = ? AND outcome = 'GONE')
                                                AND NOT EXISTS (SELECT 1 FROM media_items m WHERE m.rating_key = synced_items.rating_key
                                                  AND m.source = ? AND m.kind = ?)""";

    /**
     * An item that was there.
     *
     * @param title       in the library; empty if that isn't known
     * @param isInLibrary whether the library has it
     */
    record Known(String ratingKey, String version, String title, boolean isInLibrary) {
    }

    private final JdbcOperations operations;

    SyncedItemStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return what a section contained} */
    List<Known> find(long section, MediaKind kind, String source) {
        return Rows.read(operations::prepareStatement, KNOWN,
                List.of(source, kind.name(), source, kind.name(), section), row -> {
                    var title = Rows.textOrNull(row, 3);
                    return new Known(Rows.text(row, 1), Rows.text(row, 2), title == null ? "" : title,
                            title != null || row.getLong(4) != 0);
                });
    }

    /** {@return how many items these sections contained} */
    int count(Collection<Long> sections) {
        return Rows.read(operations::prepareStatement, "SELECT count(*) FROM synced_items WHERE section_id"
                + JsonArray.IN, List.of(JsonArray.ofIds(sections)), row -> row.getInt(1)).getFirst();
    }

    /**
     * Keeps what a section contains now.
     *
     * @param section what a job has read of it
     * @param id      its own
     * @param failed  the rating keys of what couldn't be imported
     */
    void note(SyncSection section, long id, String source, Collection<String> failed) {
        Rows.write(operations, NOTE_READ, List.of(section), (statement, each) -> {
            statement.setLong(1, id);
            statement.setLong(2, each.jobId());
            statement.setInt(3, each.position());
            statement.setString(4, JsonArray.of(failed));
        });
        Rows.write(operations, NOTE_OTHERS, List.of(section), (statement, each) -> {
            statement.setLong(1, id);
            statement.setLong(2, each.jobId());
            statement.setInt(3, each.position());
        });
        Rows.write(operations, FORGET_GONE, List.of(section), (statement, each) -> {
            statement.setLong(1, id);
            statement.setLong(2, each.jobId());
            statement.setInt(3, each.position());
            statement.setString(4, source);
            Rows.set(statement, 5, each.mediaKind());
        });
    }
}
