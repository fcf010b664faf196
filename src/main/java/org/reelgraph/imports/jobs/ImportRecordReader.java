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
import org.reelgraph.storage.sql.Statements;

/** Reads the records of jobs. Ids are passed as JSON arrays; a null outcome matches all outcomes. */
@Singleton
class ImportRecordReader {

    private static final String SELECT = """
                                         SELECT r.job_id, r.position, r.file, r.line, r.item, r.kind, r.rating_key, r.title, r.outcome,
                                                r.media_id, r.notices, r.changes, r.user_errors, r.id
                                         """;
    private static final String BY_IDS = SELECT
            + "FROM import_records r WHERE r.id" + JsonArray.IN;
    private static final String PAGES = SELECT + "FROM " + JsonArray.ROWS + "?) job CROSS JOIN import_records r"
            + " WHERE r.job_id = job.value AND r.position IN ("
            + " SELECT p.position FROM import_records p"
            + " WHERE p.job_id = job.value AND p.position > ? %s"
            + " ORDER BY p.position LIMIT ?)"
            + " ORDER BY r.job_id, r.position";
    private static final String COUNTS = "SELECT job_id, count(*) AS records FROM import_records"
            + " WHERE job_id" + JsonArray.IN
            + " AND (? = '' OR outcome = ?) GROUP BY job_id";
    private static final String OF_ALL = PAGES.formatted("");
    private static final String OF_OUTCOME = PAGES.formatted("AND p.outcome = ?");

    /** The number of a job's records. */
    record Count(long jobId, int records) {
    }

    private final Statements statements;

    ImportRecordReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return the records with these ids, in no particular order} */
    public List<ImportRecord> findByIds(String ids) {
        return Rows.read(statements, BY_IDS, ids, ImportRecordReader::read);
    }

    /** {@return the first records of each job after this position} */
    public List<ImportRecord> findPages(String jobIds, long after, int most, @Nullable Outcome outcome) {
        return outcome == null
                ? Rows.read(statements, OF_ALL, List.of(jobIds, after, most), ImportRecordReader::read)
                : Rows.read(statements, OF_OUTCOME, List.of(jobIds, after, outcome.name(), most),
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
