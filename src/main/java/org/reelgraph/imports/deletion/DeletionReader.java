package org.reelgraph.imports.deletion;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.reelgraph.imports.deletion.Deletion.Outcome;
import org.reelgraph.imports.deletion.Deletion.Type;
import org.reelgraph.jobs.JobPageReader;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlDialect;
import org.reelgraph.storage.sql.Statements;

/** Reads what jobs deleted or withheld. */
@Singleton
public class DeletionReader extends JobPageReader<DeletionReader.Listed> {

    private static final String WITHHELD = "SELECT job_id, entity_id FROM guarded_deletions WHERE job_id" + JsonArray.IN
            + " AND outcome = 'WITHHELD'";

    /** A deletion in the list of a job. */
    public record Listed(long jobId, int position, Deletion deletion) {
    }

    /** What a job withheld. */
    public record Withheld(long jobId, long entityId) {
    }

    private final Statements statements;

    DeletionReader(Statements statements, SqlDialect dialect) {
        super(statements, dialect, "guarded_deletions", "job_id, position, entity_id, type, title, outcome",
                row -> new Listed(row.getLong(1), row.getInt(2), new Deletion(row.getLong(3),
                        Type.valueOf(Rows.text(row, 4)), Rows.text(row, 5), Outcome.valueOf(Rows.text(row, 6)))));
        this.statements = statements;
    }

    /** {@return what these jobs withheld} */
    public List<Withheld> findWithheld(Collection<Long> jobIds) {
        return Rows.read(statements, WITHHELD, JsonArray.ofIds(jobIds),
                row -> new Withheld(row.getLong(1), row.getLong(2)));
    }
}
