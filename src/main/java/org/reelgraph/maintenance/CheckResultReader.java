package org.reelgraph.maintenance;

import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.storage.sql.JsonList;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Reads what the last checks of the database found. */
@Singleton
class CheckResultReader {

    private static final String ALL = "SELECT subject, checked_at, problems FROM database_checks ORDER BY subject";

    private final Statements statements;

    CheckResultReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return the last result of each check, by subject} */
    List<CheckResult> findAll() {
        return Rows.read(statements, ALL, List.of(), row -> new CheckResult(Rows.text(row, 1), Rows.instant(row, 2),
                JsonList.read(Rows.textOrNull(row, 3), String.class)));
    }
}
