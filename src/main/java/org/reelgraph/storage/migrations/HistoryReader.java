package org.reelgraph.storage.migrations;

import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Reads which scripts were run. */
@Singleton
class HistoryReader {

    private static final String SUMMARY = "SELECT coalesce(max(installed_rank), 0),"
            + " coalesce(sum(CASE WHEN success THEN 0 ELSE 1 END), 0) FROM " + StoredData.HISTORY;

    private final Statements statements;

    HistoryReader(Statements statements) {
        this.statements = statements;
    }

    /**
     * The scripts that were run.
     *
     * @param latest the place of the latest
     * @param failed how many failed
     */
    record History(int latest, int failed) {
    }

    /** {@return the scripts that were run so far} */
    History find() {
        return Rows.read(statements, SUMMARY, List.of(), row -> new History(row.getInt(1), row.getInt(2))).getFirst();
    }
}
