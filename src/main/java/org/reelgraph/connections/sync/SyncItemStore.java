package org.reelgraph.connections.sync;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.connections.sync.DisplacedItemStore.Displaced;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/** What jobs find in sections, on the writer's connection. */
@Singleton
class SyncItemStore {

    /** What {@link #read} reads. */
    static final String COLUMNS = "job_id, position, section, rating_key, title, version, outcome, problem";

    private static final String INSERT = "INSERT INTO sync_items (" + COLUMNS
            + ", id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE = "UPDATE sync_items SET outcome = ?, problem = ?"
            + " WHERE job_id = ? AND position = ?";
    private static final String FIND = "SELECT " + COLUMNS
            + " FROM sync_items WHERE job_id = ? AND section = ? AND outcome = ? ORDER BY position";
    private static final String PROBLEMS = "SELECT " + COLUMNS + " FROM sync_items WHERE job_id = ?"
            + " AND outcome IN ('PARTS_KEPT', 'KEPT', 'GONE', 'UNCONFIRMED') ORDER BY position LIMIT ?";
    private static final String SKIP = "UPDATE sync_items SET outcome = 'KEPT', problem = ?"
            + " WHERE job_id = ? AND outcome = 'LISTED'";
    private static final String FORGET = "DELETE FROM sync_items WHERE job_id = ?"
            + " AND outcome IN ('LISTED', 'UNCHANGED', 'READ')";
    private static final String UNREAD = "SELECT count(*) FROM sync_items WHERE job_id = ? AND section = ?"
            + " AND (outcome IN ('KEPT', 'PARTS_KEPT') OR rating_key" + JsonArray.IN + ")";
    private static final String KEYS = "(SELECT id AS media_id, rating_key, source, kind FROM media_items"
            + " UNION ALL SELECT media_id, rating_key, source, kind FROM further_rating_keys)";
    // Each of their keys is gone by now, or was before.
    private static final String GONE = """
                                       SELECT DISTINCT k.media_id FROM %1$s k WHERE k.source = ? AND k.kind = ? AND k.rating_key IN (
                                         SELECT rating_key FROM sync_items WHERE job_id = ? AND section = ? AND outcome = 'GONE')
                                       AND NOT EXISTS (SELECT 1 FROM %1$s o WHERE o.media_id = k.media_id AND o.rating_key IS NOT NULL
                                         AND o.rating_key NOT IN (SELECT rating_key FROM sync_items WHERE job_id = ? AND outcome = 'GONE')
                                         AND (EXISTS (SELECT 1 FROM sync_items i WHERE i.job_id = ? AND i.rating_key = o.rating_key)
                                           OR NOT EXISTS (SELECT 1 FROM synced_items s
                                             JOIN library_sections l ON l.id = s.section_id
                                             JOIN connections c ON c.id = l.connection_id AND c.source = o.source
                                             WHERE s.rating_key = o.rating_key AND s.gone = 1)))"""
            .formatted(KEYS);
    private static final String PARTS = """
                                        SELECT m.rating_key, p.rating_key FROM media_items m JOIN %s p ON p.series_id = m.id
                                          WHERE m.source = ? AND m.kind = 'SERIES' AND m.rating_key"""
            + JsonArray.IN + " AND p.rating_key IS NOT NULL";

    /** A part of an item in the library. */
    record Part(String item, String key) {
    }

    private final JdbcOperations operations;
    private final Ids ids;

    SyncItemStore(@Named("writer") JdbcOperations operations, Ids ids) {
        this.operations = operations;
        this.ids = ids;
    }

    /** Adds items. */
    void insert(List<SyncItem> items) {
        Rows.write(operations, INSERT, items, (statement, item) -> {
            statement.setLong(1, item.jobId());
            statement.setInt(2, item.position());
            statement.setInt(3, item.section());
            statement.setString(4, item.ratingKey());
            statement.setString(5, item.title());
            statement.setString(6, item.version());
            Rows.set(statement, 7, item.outcome());
            statement.setString(8, item.problem());
            statement.setLong(9, ids.next());
        });
    }

    /** Saves what became of items. */
    void update(List<SyncItem> items) {
        Rows.write(operations, UPDATE, items, (statement, item) -> {
            Rows.set(statement, 1, item.outcome());
            statement.setString(2, item.problem());
            statement.setLong(3, item.jobId());
            statement.setInt(4, item.position());
        });
    }

    /** {@return the items of a section with an outcome, in their order} */
    List<SyncItem> find(SyncSection section, SyncOutcome outcome) {
        return Rows.read(operations::prepareStatement, FIND,
                List.of(section.jobId(), section.position(), outcome.name()), SyncItemStore::read);
    }

    /** {@return the first items of a job that were read in part or not at all, or are missing} */
    List<SyncItem> findProblems(long jobId, int most) {
        return Rows.read(operations::prepareStatement, PROBLEMS, List.of(jobId, most), SyncItemStore::read);
    }

    /** {@return the number of a job's items} */
    int count(long jobId) {
        return Rows.read(operations::prepareStatement, "SELECT count(*) FROM sync_items WHERE job_id = ?",
                List.of(jobId), row -> row.getInt(1)).getFirst();
    }

    /** {@return the number of a job's items with these outcomes} */
    int count(long jobId, Set<SyncOutcome> outcomes) {
        return Rows.read(operations::prepareStatement, "SELECT count(*) FROM sync_items WHERE job_id = ?"
                + " AND outcome" + JsonArray.IN, List.of(jobId, JsonArray.of(outcomes)), row -> row.getInt(1))
                .getFirst();
    }

    /** {@return how many items of a section were not read as a whole, or failed to be imported} */
    int countUnread(SyncSection section, Collection<String> failedKeys) {
        return Rows.read(operations::prepareStatement, UNREAD,
                List.of(section.jobId(), section.position(), JsonArray.of(failedKeys)), row -> row.getInt(1))
                .getFirst();
    }

    /** Says of what was not read why it stays. */
    void skipRest(long jobId, String why) {
        Rows.write(operations, SKIP, List.of(jobId), (statement, id) -> {
            statement.setString(1, why);
            statement.setLong(2, id);
        });
    }

    /** Adds items without a rating key, unless the job names them already. */
    void nameDisplaced(SyncSection section, List<Displaced> items) {
        var named = new HashSet<String>();
        find(section, SyncOutcome.UNCONFIRMED).forEach(item -> named.add(item.ratingKey() + item.title()));
        var first = count(section.jobId());
        var further = new ArrayList<SyncItem>();
        items.stream().filter(item -> named.add(item.ratingKey() + item.title()))
                .forEach(item -> further.add(new SyncItem(section.jobId(), first + further.size(), section.position(),
                        item.ratingKey(), item.title(), "", SyncOutcome.UNCONFIRMED, "Its rating key is that of "
                                + item.keyHolder().map(title -> "'" + title + "'").orElse("another item")
                                + " now, and it is listed under no other. It is deleted once another sync that reads"
                                + " the whole section doesn't find it either.")));
        insert(further);
    }

    /** Removes all items of a job of which there is nothing to say. */
    void forget(long jobId) {
        Rows.write(operations, FORGET, List.of(jobId), (statement, id) -> statement.setLong(1, id));
    }

    /** {@return the ids of media of which no key is listed any more} */
    List<Long> findGoneMedia(SyncSection section, String source) {
        return Rows.read(operations::prepareStatement, GONE, List.of(source, section.mediaKind().name(),
                section.jobId(), section.position(), section.jobId(), section.jobId()), row -> row.getLong(1));
    }

    /** {@return the seasons and episodes of series in the library by the series' rating keys} */
    List<Part> findParts(String source, MediaKind kind, Collection<String> ratingKeys) {
        if (kind != MediaKind.SERIES) {
            return List.of();
        }
        var parts = new ArrayList<Part>();
        for (var table : List.of("seasons", "episodes")) {
            parts.addAll(Rows.read(operations::prepareStatement, PARTS.formatted(table),
                    List.of(source, JsonArray.of(ratingKeys)),
                    row -> new Part(Rows.text(row, 1), Rows.text(row, 2))));
        }
        return parts;
    }

    /** {@return the item of a row} */
    static SyncItem read(ResultSet row) throws SQLException {
        return new SyncItem(row.getLong(1), row.getInt(2), row.getInt(3), Rows.text(row, 4), Rows.text(row, 5),
                Rows.text(row, 6), SyncOutcome.valueOf(Rows.text(row, 7)), Rows.textOrNull(row, 8));
    }
}
