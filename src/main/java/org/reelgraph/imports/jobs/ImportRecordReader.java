package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.merge.Result.FieldChange;
import org.reelgraph.imports.merge.Result.Outcome;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.jobs.JobPageReader;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.JsonList;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlDialect;
import org.reelgraph.storage.sql.Statements;

/** Reads the records of jobs. */
@Singleton
class ImportRecordReader extends JobPageReader<ImportRecord> {

    private static final String COLUMNS = "job_id, position, file, line, item, kind, rating_key, title, outcome,"
            + " media_id, notices, changes, user_errors, id";
    private static final String BY_IDS = "SELECT " + COLUMNS + " FROM import_records WHERE id" + JsonArray.IN;

    private final Statements statements;

    ImportRecordReader(Statements statements, SqlDialect dialect) {
        super(statements, dialect, "import_records", COLUMNS, ImportRecordReader::read);
        this.statements = statements;
    }

    /** {@return the records with these ids, in no particular order} */
    List<ImportRecord> findByIds(Collection<Long> ids) {
        return Rows.read(statements, BY_IDS, JsonArray.ofIds(ids), ImportRecordReader::read);
    }

    private static ImportRecord read(ResultSet row) throws SQLException {
        var kind = Rows.textOrNull(row, 6);
        var mediaId = row.getLong(10);
        return new ImportRecord(row.getLong(14), row.getLong(1), row.getInt(2), Rows.text(row, 3), Rows.integer(row, 4),
                Rows.integer(row, 5), kind == null ? null : MediaKind.valueOf(kind), Rows.textOrNull(row, 7),
                Rows.textOrNull(row, 8), Outcome.valueOf(Rows.text(row, 9)), mediaId == 0 ? null : (Long) mediaId,
                JsonList.read(Rows.textOrNull(row, 11), Notice.class),
                JsonList.read(Rows.textOrNull(row, 12), FieldChange.class),
                JsonList.read(Rows.textOrNull(row, 13), UserError.class));
    }
}
