package org.reelgraph.storage.migrations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.reelgraph.storage.tables.Table;

/** Tells whether a database holds data of a library, beyond what a new one has in it. */
public final class StoredData {

    /** The table in which Flyway notes which scripts it ran. */
    public static final String HISTORY = "flyway_schema_history";

    // A new database has something in them too, or they hold what programs only note and count while they run.
    private static final Set<String> WITHOUT_DATA = Set.of(HISTORY, "collation", "data_versions", "scheduled_tasks",
            "job_servers", "quotas", "attempts", "database_checks", "mediaos_versions");

    private StoredData() {
    }

    /** {@return whether there is any, in any version of the schema} */
    public static boolean isIn(Connection database) throws SQLException {
        for (var table : tables(database)) {
            try (var statement = database.createStatement();
                    var row = statement.executeQuery("SELECT 1 FROM " + Table.quoted(table) + " LIMIT 1")) {
                if (row.next()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** {@return the names of the tables that hold data, in any version of the schema} */
    static List<String> tables(Connection database) throws SQLException {
        var tables = new ArrayList<String>();
        try (var names = database.getMetaData().getTables(database.getCatalog(), database.getSchema(), "%",
                new String[]{"TABLE"})) {
            while (names.next()) {
                tables.add(names.getString("TABLE_NAME"));
            }
        }
        return tables.stream().filter(name -> !name.startsWith("search_") && !WITHOUT_DATA.contains(name)).toList();
    }
}
