package org.reelgraph.storage.migrations;

import java.sql.Connection;
import java.sql.SQLException;

/** Tells how far a database is brought up to date. */
public final class SchemaVersion {

    private SchemaVersion() {
    }

    /** {@return the number of the last script that a database has seen} */
    public static int of(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "SELECT version FROM " + StoredData.HISTORY + " WHERE version IS NOT NULL")) {
            var last = 0;
            while (rows.next()) {
                last = Math.max(last, Integer.parseInt(rows.getString(1)));
            }
            return last;
        }
    }
}
