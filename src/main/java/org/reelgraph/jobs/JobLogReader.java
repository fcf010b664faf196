package org.reelgraph.jobs;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlDialect;
import org.reelgraph.storage.sql.Statements;

/** Reads what jobs have logged. */
@Singleton
class JobLogReader {

    private static final String COUNTS = "SELECT job_id, count(*) FROM job_log WHERE job_id" + JsonArray.IN
            + " GROUP BY job_id";

    /** The number of a job's messages. */
    record Count(long jobId, int messages) {
    }

    private final Statements statements;
    private final String pages;

    JobLogReader(Statements statements, SqlDialect dialect) {
        this.statements = statements;
        pages = "SELECT job_id, position, at, level, message FROM (SELECT value AS job FROM " + JsonArray.ROWS
                + "?)) AS jobs " + dialect.joinEach("job_log", "p",
                        "p.job_id = job AND p.position > ? ORDER BY p.position LIMIT ?")
                + " ORDER BY job_id, position";
    }

    /** {@return the first messages of each job after this position} */
    List<JobLogEntry> findPages(Collection<Long> jobIds, long after, int most) {
        return Rows.read(statements, pages, List.of(JsonArray.ofIds(jobIds), after, most), JobLogReader::read);
    }

    /** {@return the number of messages of each job that has any} */
    List<Count> countByJob(Collection<Long> jobIds) {
        return Rows.read(statements, COUNTS, JsonArray.ofIds(jobIds),
                row -> new Count(row.getLong(1), row.getInt(2)));
    }

    private static JobLogEntry read(ResultSet row) throws SQLException {
        return new JobLogEntry(row.getLong(1), row.getLong(2), Rows.instant(row, 3),
                LogLevel.valueOf(Rows.text(row, 4)), Rows.text(row, 5));
    }
}
