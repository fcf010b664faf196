package org.reelgraph.jobs;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlDialect;
import org.reelgraph.storage.sql.Statements;

/**
 * Reads what belongs to jobs page by page, such as the results of their records: the rows of a table that has a job's id,
 * a position and an outcome.
 *
 * @param <R> what a row holds
 */
public abstract class JobPageReader<R> {

    private record Count(long jobId, String outcome, int rows) {
    }

    private final Statements statements;
    private final Rows.Reader<R> reader;
    private final String ofAll;
    private final String ofOutcome;
    private final String counts;

    /** @param columns what the reader reads of a row */
    protected JobPageReader(Statements statements, SqlDialect dialect, String table, String columns,
            Rows.Reader<R> reader) {
        this.statements = statements;
        this.reader = reader;
        this.ofAll = pages(dialect, table, columns, "");
        this.ofOutcome = pages(dialect, table, columns, "AND p.outcome = ? ");
        this.counts = "SELECT job_id, outcome, count(*) FROM " + table + " WHERE job_id" + JsonArray.IN
                + " GROUP BY job_id, outcome";
    }

    private static String pages(SqlDialect dialect, String table, String columns, String also) {
        return "SELECT " + columns + " FROM (SELECT value AS job FROM " + JsonArray.ROWS + "?)) AS jobs "
                + dialect.joinEach(table, "p",
                        "p.job_id = job AND p.position > ? " + also + "ORDER BY p.position LIMIT ?")
                + " ORDER BY job_id, position";
    }

    /**
     * {@return the first rows of each job after a position}
     *
     * @param outcome of all rows; empty if any will do
     */
    public List<R> findPages(Collection<Long> jobIds, long after, int most, Optional<String> outcome) {
        var ids = JsonArray.ofIds(jobIds);
        return outcome
                .map(wanted -> Rows.read(statements, ofOutcome, List.<Object>of(ids, after, wanted, most), reader))
                .orElseGet(() -> Rows.read(statements, ofAll, List.<Object>of(ids, after, most), reader));
    }

    /** {@return the number of rows by outcome of each job that has any} */
    public Map<Long, Map<String, Integer>> count(Collection<Long> jobIds) {
        var found = new HashMap<Long, Map<String, Integer>>();
        Rows.read(statements, counts, JsonArray.ofIds(jobIds),
                row -> new Count(row.getLong(1), Rows.text(row, 2), row.getInt(3)))
                .forEach(count -> found.computeIfAbsent(count.jobId(), any -> new HashMap<>())
                        .put(count.outcome(), count.rows()));
        return found;
    }
}
