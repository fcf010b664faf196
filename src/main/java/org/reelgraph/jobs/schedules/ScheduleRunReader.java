package org.reelgraph.jobs.schedules;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlDialect;
import org.reelgraph.storage.sql.Statements;

/** Reads the histories of schedules. */
@Singleton
class ScheduleRunReader {

    private static final String COUNTS = "SELECT schedule_id, count(*) FROM schedule_runs WHERE schedule_id"
            + JsonArray.IN + " GROUP BY schedule_id";

    private final Statements statements;
    private final String pages;

    ScheduleRunReader(Statements statements, SqlDialect dialect) {
        this.statements = statements;
        this.pages = "SELECT id, schedule_id, due_at, cause, outcome, job_id, reason"
                + " FROM (SELECT value AS schedule FROM " + JsonArray.ROWS + "?)) AS schedules "
                + dialect.joinEach("schedule_runs", "r",
                        "r.schedule_id = schedule AND r.id < ? ORDER BY r.id DESC LIMIT ?")
                + " ORDER BY schedule_id, id DESC";
    }

    /** {@return the latest entries of each schedule before this one, newest first} */
    List<ScheduleRun> findPages(String scheduleIds, long before, int most) {
        return Rows.read(statements, pages, List.of(scheduleIds, before, most), ScheduleRunReader::read);
    }

    /** {@return the number of entries of each schedule that has any} */
    Map<Long, Integer> countBySchedule(String scheduleIds) {
        return Rows.read(statements, COUNTS, scheduleIds, row -> Map.entry(row.getLong(1), row.getInt(2))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static ScheduleRun read(ResultSet row) throws SQLException {
        var job = row.getLong(6);
        return new ScheduleRun(row.getLong(1), row.getLong(2), Instant.ofEpochMilli(row.getLong(3)),
                ScheduleRun.Cause.valueOf(Rows.text(row, 4)), ScheduleRun.Outcome.valueOf(Rows.text(row, 5)),
                job == 0 ? null : (Long) job, Rows.textOrNull(row, 7));
    }
}
