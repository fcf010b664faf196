package org.reelgraph.frontpage;

import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Reads how rows were arranged. */
@Singleton
class HomeRowReader {

    private static final String ALL = "SELECT kind, enabled, size, title FROM home_rows ORDER BY position, kind";

    private final Statements statements;

    HomeRowReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return the rows that were arranged, in their order} */
    List<HomeRowSettings> findAll() {
        return Rows.read(statements, ALL, List.of(), row -> new HomeRowSettings(Rows.text(row, 1), row.getInt(2) == 1,
                row.getInt(3), Rows.textOrNull(row, 4)));
    }
}
