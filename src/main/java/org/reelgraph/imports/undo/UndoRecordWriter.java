package org.reelgraph.imports.undo;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.imports.undo.log.Restored;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.sql.Rows;

/** Access to the records of jobs that undo others, on the writer's connection. */
@Singleton
class UndoRecordWriter {

    // An item may be in several batches. The last word is that of the first batch that changed it, unless it stays as it
    // is from some batch on.
    private static final String INSERT = """
                                         INSERT INTO undo_records AS known (id, job_id, position, entity_id, type, title, outcome, reason, file)
                                         SELECT ?, ?, coalesce(max(position) + 1, 0), ?, ?, ?, ?, ?, ? FROM undo_records WHERE job_id = ?
                                         ON CONFLICT (job_id, entity_id) DO UPDATE SET title = excluded.title,
                                           outcome = excluded.outcome, reason = excluded.reason
                                           WHERE known.outcome <> 'REFUSED' AND excluded.outcome <> 'UNCHANGED'""";

    private final JdbcOperations operations;
    private final Ids ids;

    UndoRecordWriter(@Named("writer") JdbcOperations operations, Ids ids) {
        this.operations = operations;
        this.ids = ids;
    }

    /** Adds records to a job's. */
    void add(long jobId, List<Restored> results) {
        Rows.write(operations, INSERT, results, (statement, result) -> {
            statement.setLong(1, ids.next());
            statement.setLong(2, jobId);
            statement.setLong(3, result.id());
            statement.setString(4, result.type());
            statement.setString(5, result.title());
            Rows.set(statement, 6, result.outcome());
            statement.setString(7, result.reason());
            statement.setString(8, result.file());
            statement.setLong(9, jobId);
        });
    }

    /** {@return what a job refused so far} */
    List<Long> findRefused(long jobId) {
        return Rows.read(operations::prepareStatement,
                "SELECT entity_id FROM undo_records WHERE job_id = ? AND outcome = 'REFUSED'", List.of(jobId),
                row -> row.getLong(1));
    }
}
