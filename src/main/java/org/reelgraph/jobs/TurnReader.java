package org.reelgraph.jobs;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Reads whose turn it is at the jobs. */
@Singleton
class TurnReader {

    // A turn that was taken goes on as long as its heartbeat does.
    private static final String DUE = "SELECT task_instance FROM scheduled_tasks WHERE task_name = 'jobs'"
            + " AND CASE WHEN picked <> 0 THEN last_heartbeat ELSE execution_time END < ? ORDER BY task_instance";

    private final Statements statements;

    TurnReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return the groups whose turn was due before a moment and that nobody has taken, or who had it is dead} */
    List<String> findDueBefore(Instant moment) {
        return Rows.read(statements, DUE, List.of(moment.toEpochMilli()), row -> Rows.text(row, 1));
    }
}
