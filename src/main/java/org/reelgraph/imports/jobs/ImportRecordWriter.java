package org.reelgraph.imports.jobs;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Types;
import java.util.List;
import org.reelgraph.imports.jobs.HandledRecords.Handled;
import org.reelgraph.imports.merge.Result.Outcome;
import org.reelgraph.storage.sql.JsonList;
import org.reelgraph.storage.sql.Rows;

/** Access to jobs' records on the writer's connection. */
@Singleton
class ImportRecordWriter {

    private static final String INSERT = """
                                         INSERT INTO import_records (job_id, position, file, line, item, kind, rating_key, title,
                                           outcome, media_id, notices, changes, user_errors, id)
                                         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String HANDLED = "SELECT position, file, rating_key, title, outcome FROM import_records"
            + " WHERE job_id = ? AND outcome <> 'REMOVED'";

    private final JdbcOperations operations;

    ImportRecordWriter(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return the records of a job's source that have a result} */
    List<Handled> findHandled(long jobId) {
        return operations.prepareStatement(HANDLED, statement -> {
            statement.setLong(1, jobId);
            return Rows.read(statement, row -> new Handled(row.getInt(1), Rows.text(row, 2), Rows.textOrNull(row, 3),
                    Rows.textOrNull(row, 4), Outcome.valueOf(Rows.text(row, 5))));
        });
    }

    /** Adds records. */
    void insert(List<ImportRecord> records) {
        Rows.write(operations, INSERT, records, (statement, record) -> {
            statement.setLong(1, record.jobId());
            statement.setInt(2, record.position());
            statement.setString(3, record.file());
            Rows.set(statement, 4, record.line());
            Rows.set(statement, 5, record.index());
            Rows.set(statement, 6, record.kind());
            statement.setString(7, record.ratingKey());
            statement.setString(8, record.title());
            Rows.set(statement, 9, record.outcome());
            if (record.mediaId() == null) {
                statement.setNull(10, Types.INTEGER);
            } else {
                statement.setLong(10, record.mediaId());
            }
            statement.setString(11, JsonList.write(record.notices()));
            statement.setString(12, JsonList.write(record.changes()));
            statement.setString(13, JsonList.write(record.userErrors()));
            statement.setLong(14, record.id());
        });
    }
}
