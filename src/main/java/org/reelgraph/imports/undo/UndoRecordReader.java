package org.reelgraph.imports.undo;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.reelgraph.imports.undo.log.Restored.Outcome;
import org.reelgraph.jobs.JobPageReader;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlDialect;
import org.reelgraph.storage.sql.Statements;

/** Reads the records of jobs that undo others. */
@Singleton
class UndoRecordReader extends JobPageReader<UndoRecord> {

    UndoRecordReader(Statements statements, SqlDialect dialect) {
        super(statements, dialect, "undo_records", "job_id, position, entity_id, type, title, outcome, reason, file",
                UndoRecordReader::read);
    }

    private static UndoRecord read(ResultSet row) throws SQLException {
        return new UndoRecord(row.getLong(1), row.getInt(2), row.getLong(3), Rows.text(row, 4), Rows.text(row, 5),
                Outcome.valueOf(Rows.text(row, 6)), Rows.textOrNull(row, 7),
                Rows.textOrNull(row, 8));
    }
}
