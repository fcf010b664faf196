package org.reelgraph.testing;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Accesses the database directly. */
public final class Tables {

    private static final List<String> CATALOGUE = List.of("media_items", "media_tags", "seasons", "episodes", "people",
            "credits", "images");

    private Tables() {
    }

    /** {@return every row of every table of the catalogue, as text} */
    public static List<String> rows(Path dataFolder) throws SQLException {
        return query(dataFolder, CATALOGUE.stream().map(table -> "SELECT '" + table + "', * FROM " + table).toList());
    }

    /** {@return the rows that a query returns, with columns separated by bars} */
    public static List<String> query(Path dataFolder, String sql) throws SQLException {
        return query(dataFolder, List.of(sql));
    }

    /** {@return the rows that some queries find, one after the other, in the same form} */
    public static List<String> query(Path dataFolder, List<String> queries) throws SQLException {
        try (var database = TestDatabase.open(dataFolder); var statement = database.createStatement()) {
            var rows = new ArrayList<String>();
            for (var sql : queries) {
                add(statement.executeQuery(sql), rows);
            }
            return rows;
        }
    }

    private static void add(ResultSet result, List<String> rows) throws SQLException {
        var columns = result.getMetaData().getColumnCount();
        while (result.next()) {
            var row = new StringBuilder();
            for (var column = 1; column <= columns; column++) {
                row.append('|').append(result.getString(column));
            }
            rows.add(row.toString());
        }
    }

    /** Adds an audit trail entry for every 20 hours of this period, as on a server in use. */
    public static void noteDaily(Path dataFolder, Instant from, Instant to) throws SQLException {
        run(dataFolder, """
                        INSERT INTO audit_log (id, at, actor, action, outcome, count)
                        WITH RECURSIVE day(at) AS (VALUES(%d) UNION ALL SELECT at + 72000000 FROM day WHERE at < %d)
                        SELECT at, at, 'SYSTEM', 'daily', 'SUCCESS', 1 FROM day WHERE at < %2$d"""
                .formatted(from.toEpochMilli(), to.toEpochMilli()));
    }

    /** {@return the names of all tables whose rows a crash never loses, each after a bar} */
    public static List<String> names(Path dataFolder) throws SQLException {
        return query(dataFolder, TestDatabase.isPostgresql()
                ? "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
                        + " AND relpersistence = 'p'"
                : "SELECT name FROM sqlite_master WHERE type = 'table'");
    }

    /** Lets no row be added to a table. */
    public static void refuseRows(Path dataFolder, String table) throws SQLException {
        run(dataFolder, (TestDatabase.isPostgresql()
                ? "ALTER TABLE %s ADD CONSTRAINT refused CHECK (FALSE) NOT VALID"
                : "CREATE TRIGGER refused BEFORE INSERT ON %s BEGIN SELECT RAISE(ABORT, 'refused'); END")
                .formatted(table));
    }

    /** Lets rows be added again. */
    public static void takeRows(Path dataFolder, String table) throws SQLException {
        run(dataFolder, (TestDatabase.isPostgresql()
                ? "ALTER TABLE %s DROP CONSTRAINT refused"
                : "DROP TRIGGER refused").formatted(table));
    }

    /** Runs a statement that changes something. */
    public static void run(Path dataFolder, String sql) throws SQLException {
        try (var database = TestDatabase.open(dataFolder);
                var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }
}
