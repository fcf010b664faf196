package org.reelgraph.connections.sync;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/** What sections contained when they were synchronised last, on the writer's connection. */
@Singleton
class SyncedItemStore {

    private static final String KNOWN = """
                                        SELECT s.rating_key, s.version, coalesce(m.title, of_key.title) FROM synced_items s
                                          LEFT JOIN media_items m ON m.rating_key = s.rating_key AND m.source = ? AND m.kind = ?
                                          LEFT JOIN further_rating_keys f ON f.rating_key = s.rating_key AND f.source = ? AND f.kind = ?
                                          LEFT JOIN media_items of_key ON of_key.id = f.media_id
                                          WHERE s.section_id = ? AND s.gone = 0 ORDER BY s.rating_key""";
    private static final String NOTE_READ = """
                                            INSERT INTO synced_items (section_id, rating_key, version)
                                              SELECT ?, rating_key, version FROM sync_items WHERE job_id = ? AND section = ? AND outcome = 'READ'
                                                AND NOT (rating_key"""
            + JsonArray.IN + ") ON CONFLICT (section_id, rating_key) DO UPDATE SET version = excluded.version,"
            + " gone = 0";
    private static final String NOTE_OTHERS = """
                                              INSERT INTO synced_items (section_id, rating_key, version)
                                                SELECT ?, rating_key, '' FROM sync_items WHERE job_id = ? AND section = ?
                                                  AND outcome IN ('READ', 'PARTS_KEPT') ON CONFLICT (section_id, rating_key) DO UPDATE SET gone = 0""";
    private static final String GONE = """
                                       section_id = ? AND rating_key IN (
                                         SELECT rating_key FROM sync_items WHERE job_id = ? AND section = ? AND outcome = 'GONE')""";
    private static final String OF_ITEM = """
                                          SELECT 1 FROM (SELECT id, rating_key, source, kind FROM media_items
                                              UNION ALL SELECT media_id, rating_key, source, kind FROM further_rating_keys) k
                                            WHERE k.rating_key = synced_items.rating_key AND k.source = ? AND k.kind = ?""";
    private static final String FORGET_GONE = "DELETE FROM synced_items WHERE " + GONE + " AND NOT EXISTS (" + OF_ITEM
            + ")";
    // Their items have other keys. Those that are withheld stay listed as gone.
    private static final String NOTE_GONE = "UPDATE synced_items SET gone = 1 WHERE " + GONE + " AND EXISTS (" + OF_ITEM
            + " AND NOT (k.id" + JsonArray.IN + "))";
    // The next sync reads these, too, so that what is withheld stays named and can be confirmed in either mode.
    private static final String READ_AGAIN = """
                                             UPDATE synced_items SET version = '' WHERE section_id = ? AND rating_key IN (
                                               SELECT i.rating_key FROM sync_items i WHERE i.job_id = ? AND i.section = ? AND i.rating_key IN (
                                                 SELECT m.rating_key FROM media_items m WHERE m.source = ? AND m.kind = ? AND m.id IN (
                                                   SELECT e.series_id FROM guarded_deletions g JOIN episodes e ON e.id = g.entity_id
                                                     WHERE g.job_id = ? AND g.outcome = 'WITHHELD'
                                                   UNION SELECT s.series_id FROM guarded_deletions g JOIN seasons s ON s.id = g.entity_id
                                                     WHERE g.job_id = ? AND g.outcome = 'WITHHELD')))""";

    /**
     * An item that was there.
     *
     * @param title in the library; empty if the library doesn't have it
     */
    record Known(String ratingKey, String version, Optional<String> title) {
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
                    return new Known(Rows.text(row, 1), Rows.text(row, 2), Optional.ofNullable(title));
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
     * @param gone    the items that are there, and of which no key is listed any more
     */
    void note(SyncSection section, long id, String source, Collection<String> failed, Collection<Long> gone) {
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
        Rows.write(operations, READ_AGAIN, List.of(section), (statement, each) -> {
            bind(statement, each, id, source);
            statement.setLong(6, each.jobId());
            statement.setLong(7, each.jobId());
        });
        Rows.write(operations, FORGET_GONE, List.of(section), (statement, each) -> bind(statement, each, id, source));
        Rows.write(operations, NOTE_GONE, List.of(section), (statement, each) -> {
            bind(statement, each, id, source);
            statement.setString(6, JsonArray.ofIds(gone));
        });
    }

    private static void bind(PreparedStatement statement, SyncSection section, long id, String source)
            throws SQLException {
        statement.setLong(1, id);
        statement.setLong(2, section.jobId());
        statement.setInt(3, section.position());
        statement.setString(4, source);
        Rows.set(statement, 5, section.mediaKind());
    }
}
