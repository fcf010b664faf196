package org.reelgraph.imports.jobs;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.imports.merge.Result.FieldChange;
import org.reelgraph.imports.merge.Result.Outcome;
import org.reelgraph.imports.records.Notice;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.JsonList;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlDialect;
import org.reelgraph.storage.sql.Statements;

/** Reads the records of jobs. Ids are passed as JSON arrays; a null outcome matches all outcomes. */
@Singleton
class ImportRecordReader {

    private static final String SELECT = """
                                         SELECT job_id, position, file, line, item, kind, rating_key, title, outcome,
                                                media_id, notices, changes, user_errors, id
                                         """;
    private static final String BY_IDS = SELECT
            + "FROM import_records WHERE id" + JsonArray.IN;
    private static final String COUNTS = "SELECT job_id, count(*) AS records FROM import_records"
            + " WHERE job_id" + JsonArray.IN
            + " AND (? = '' OR outcome = ?) GROUP BY job_id";

    /** The number of a job's records. */
    record Count(long jobId, int records) {
    }

    private final Statements statements;
    private final String ofAll;
    private final String ofOutcome;

    ImportRecordReader(Statements statements, SqlDialect dialect) {
        this.statements = statements;
        this.ofAll = pages(dialect, "");
        this.ofOutcome = pages(dialect, "AND p.outcome = ?");
    }

    private static String pages(SqlDialect dialect, String also) {
        return SELECT + "FROM (SELECT value AS job FROM " + JsonArray.ROWS + "?)) AS jobs "
                + dialect.joinEach("import_records", "p",
                        "p.job_id = job AND p.position > ? " + also + " ORDER BY p.position LIMIT ?")
                + " ORDER BY job_id, position";
    }

    /** {@return the records with these ids, in no particular order} */
    public List<ImportRecord> findByIds(String ids) {
        return Rows.read(statements, BY_IDS, ids, ImportRecordReader::read);
    }

    /** {@return the first records of each job after this position} */
    public List<ImportRecord> findPages(String jobIds, long after, int most, @Nullable Outcome outcome) {
        return outcome == null
                ? Rows.read(statements, ofAll, List.of(jobIds, after, most), ImportRecordReader::read)
                : Rows.read(statements, ofOutcome, List.of(jobIds, after, outcome.name(), most),
                        ImportRecordReader::read);
    }

    /** {@return the number of records of each job that has any} */
    List<Count> countByJob(String jobIds, String outcome) {
        return Rows.read(statements, COUNTS, List.of(jobIds, outcome, outcome),
                row -> new Count(row.getLong(1), row.getInt(2)));
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
