package org.reelgraph.imports.deletion;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.reelgraph.imports.deletion.Deletion.Type;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/** Access to what jobs delete or withhold, on the writer's connection. */
@Singleton
class DeletionStore {

    private static final String INSERT = """
                                         INSERT INTO guarded_deletions (id, job_id, position, entity_id, type, title, outcome)
                                         SELECT ?, ?, coalesce(max(position) + 1, 0), ?, ?, ?, ? FROM guarded_deletions WHERE job_id = ?
                                         ON CONFLICT (job_id, entity_id) DO UPDATE SET title = excluded.title, outcome = excluded.outcome""";

    private final JdbcOperations operations;
    private final Ids ids;

    DeletionStore(@Named("writer") JdbcOperations operations, Ids ids) {
        this.operations = operations;
        this.ids = ids;
    }

    /** Adds to a job's list. */
    void add(long jobId, List<Deletion> deletions) {
        if (!deletions.isEmpty()) {
            Rows.write(operations, INSERT, deletions, (statement, deletion) -> {
                statement.setLong(1, ids.next());
                statement.setLong(2, jobId);
                statement.setLong(3, deletion.entityId());
                Rows.set(statement, 4, deletion.type());
                statement.setString(5, deletion.title());
                Rows.set(statement, 6, deletion.outcome());
                statement.setLong(7, jobId);
            });
        }
    }

    /** {@return the ids of what a job withheld} */
    List<Long> findWithheld(long jobId) {
        return Rows.read(operations::prepareStatement,
                "SELECT entity_id FROM guarded_deletions WHERE job_id = ? AND outcome = 'WITHHELD'", List.of(jobId),
                row -> row.getLong(1));
    }

    /** {@return the titles of what a job withheld, in order} */
    List<String> findWithheldTitles(long jobId, int most) {
        return Rows.read(operations::prepareStatement, "SELECT title FROM guarded_deletions WHERE job_id = ?"
                + " AND outcome = 'WITHHELD' ORDER BY position LIMIT ?", List.of(jobId, most),
                row -> Rows.text(row, 1));
    }

    /** {@return how many of these types a job withheld} */
    int countWithheld(long jobId, Set<Type> types) {
        return Rows.read(operations::prepareStatement, "SELECT count(*) FROM guarded_deletions WHERE job_id = ?"
                + " AND outcome = 'WITHHELD' AND type" + JsonArray.IN, List.of(jobId, JsonArray.of(types)),
                row -> row.getInt(1)).getFirst();
    }

    /** {@return how many episodes a job has deleted without confirmation} */
    int countUnconfirmed(long jobId) {
        return Rows.read(operations::prepareStatement, "SELECT count(*) FROM guarded_deletions WHERE job_id = ?"
                + " AND outcome = 'DELETED' AND type = 'EPISODE'", List.of(jobId), row -> row.getInt(1)).getFirst();
    }
}
