package org.reelgraph.imports.undo;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.imports.undo.log.Restored.Outcome;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlDialect;
import org.reelgraph.storage.sql.Statements;

/** Reads the records of jobs that undo others. Ids are passed as JSON arrays. */
@Singleton
class UndoRecordReader {

    private static final String COUNTS = "SELECT job_id, outcome, count(*) AS records FROM undo_records WHERE job_id"
            + JsonArray.IN + " GROUP BY job_id, outcome";

    /** The number of a job's records with an outcome. */
    record Count(long jobId, Outcome outcome, int records) {
    }

    private final Statements statements;
    private final String ofAll;
    private final String ofOutcome;

    UndoRecordReader(Statements statements, SqlDialect dialect) {
        this.statements = statements;
        this.ofAll = pages(dialect, "");
        this.ofOutcome = pages(dialect, "AND p.outcome = ?");
    }

    private static String pages(SqlDialect dialect, String also) {
        return "SELECT job_id, position, entity_id, type, title, outcome, reason FROM (SELECT value AS job FROM "
                + JsonArray.ROWS + "?)) AS jobs " + dialect.joinEach("undo_records", "p",
                        "p.job_id = job AND p.position > ? " + also + " ORDER BY p.position LIMIT ?")
                + " ORDER BY job_id, position";
    }

    /** {@return the first records of each job after this position} */
    List<UndoRecord> findPages(String jobIds, long after, int most, @Nullable Outcome outcome) {
        return outcome == null
                ? Rows.read(statements, ofAll, List.of(jobIds, after, most), UndoRecordReader::read)
                : Rows.read(statements, ofOutcome, List.of(jobIds, after, outcome.name(), most),
                        UndoRecordReader::read);
    }

    /** {@return the numbers of each job's records} */
    List<Count> count(String jobIds) {
        return Rows.read(statements, COUNTS, jobIds,
                row -> new Count(row.getLong(1), Outcome.valueOf(Rows.text(row, 2)), row.getInt(3)));
    }

    private static UndoRecord read(ResultSet row) throws SQLException {
        return new UndoRecord(row.getLong(1), row.getInt(2), row.getLong(3), Rows.text(row, 4), Rows.text(row, 5),
                Outcome.valueOf(Rows.text(row, 6)), Rows.textOrNull(row, 7));
    }
}
