package org.reelgraph.imports.deletion;

import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.imports.deletion.Deletion.Outcome;
import org.reelgraph.imports.deletion.Deletion.Type;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlDialect;
import org.reelgraph.storage.sql.Statements;

/** Reads what jobs deleted or withheld. Ids are passed as JSON arrays. */
@Singleton
public class DeletionReader {

    private static final String WITHHELD = "SELECT job_id, entity_id FROM guarded_deletions WHERE job_id" + JsonArray.IN
            + " AND outcome = 'WITHHELD'";
    private static final String COUNTS = "SELECT job_id, outcome, count(*) AS deletions FROM guarded_deletions"
            + " WHERE job_id" + JsonArray.IN + " GROUP BY job_id, outcome";

    /** A deletion in the list of a job. */
    public record Listed(long jobId, int position, Deletion deletion) {
    }

    /** The number of a job's deletions with an outcome. */
    public record Count(long jobId, Outcome outcome, int deletions) {
    }

    /** What a job withheld. */
    public record Withheld(long jobId, long entityId) {
    }

    private final Statements statements;
    private final String ofAll;
    private final String ofOutcome;

    DeletionReader(Statements statements, SqlDialect dialect) {
        this.statements = statements;
        this.ofAll = pages(dialect, "");
        this.ofOutcome = pages(dialect, "AND p.outcome = ?");
    }

    private static String pages(SqlDialect dialect, String also) {
        return "SELECT job_id, position, entity_id, type, title, outcome FROM (SELECT value AS job FROM "
                + JsonArray.ROWS + "?)) AS jobs " + dialect.joinEach("guarded_deletions", "p",
                        "p.job_id = job AND p.position > ? " + also + " ORDER BY p.position LIMIT ?")
                + " ORDER BY job_id, position";
    }

    /** {@return the first deletions of each job after this position} */
    public List<Listed> findPages(String jobIds, long after, int most, @Nullable Outcome outcome) {
        List<Object> values = outcome == null
                ? List.of(jobIds, after, most)
                : List.of(jobIds, after, outcome.name(), most);
        return Rows.read(statements, outcome == null ? ofAll : ofOutcome, values,
                row -> new Listed(row.getLong(1), row.getInt(2), new Deletion(row.getLong(3),
                        Type.valueOf(Rows.text(row, 4)), Rows.text(row, 5), Outcome.valueOf(Rows.text(row, 6)))));
    }

    /** {@return the numbers of each job's deletions} */
    public List<Count> count(String jobIds) {
        return Rows.read(statements, COUNTS, jobIds,
                row -> new Count(row.getLong(1), Outcome.valueOf(Rows.text(row, 2)), row.getInt(3)));
    }

    /** {@return what these jobs withheld} */
    public List<Withheld> findWithheld(String jobIds) {
        return Rows.read(statements, WITHHELD, jobIds, row -> new Withheld(row.getLong(1), row.getLong(2)));
    }
}
