package org.reelgraph.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reelgraph.testing.PostgresqlOnly;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Both databases have the same tables. */
@PostgresqlOnly
class SchemaTest {

    // Which tables an index of texts consists of is its own affair. Only servers that share a database count in it.
    private static final Pattern LEFT_OUT = Pattern
            .compile("flyway_.*|sqlite_.*|search_(titles|texts|fragments).*|quotas|attempts");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE \"?(\\w+?)\"? \\(");
    private static final Pattern ADDED_COLUMN = Pattern.compile("ALTER TABLE (\\w+) ADD COLUMN");

    private interface Reading<T> {
        T read(Connection database) throws SQLException;
    }

    @TempDir
    Path folder;

    private <T> T inSqlite(Reading<T> reading) throws SQLException {
        var url = "jdbc:sqlite:" + folder.resolve("schema.db");
        Flyway.configure().dataSource(url, null, null).locations("classpath:migrations/sqlite").load().migrate();
        try (var database = DriverManager.getConnection(url)) {
            return reading.read(database);
        }
    }

    private static <T> T inPostgresql(Reading<T> reading) throws SQLException {
        try (var database = TestDatabase.openEmptyLibrary()) {
            return reading.read(database);
        }
    }

    private <T> void assertSame(Reading<Map<String, T>> reading) throws SQLException {
        var inSqlite = inSqlite(reading);
        var inPostgresql = inPostgresql(reading);
        assertThat(inPostgresql.keySet()).isEqualTo(inSqlite.keySet());
        assertThat(inPostgresql)
                .allSatisfy((table, value) -> assertThat(value).as(table).isEqualTo(inSqlite.get(table)));
    }

    private static List<String> rows(ResultSet rows, String... columns) throws SQLException {
        var found = new ArrayList<String>();
        try (rows) {
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (var column : columns) {
                    row.add(rows.getString(column));
                }
                found.add(String.join(" ", row));
            }
        }
        return found;
    }

    private static <T> Map<String, T> ofEachTable(Connection database, TableReading<T> reading) throws SQLException {
        var found = new TreeMap<String, T>();
        var metadata = database.getMetaData();
        for (var table : rows(metadata.getTables(null, schema(database), "%", new String[]{"TABLE"}), "TABLE_NAME")) {
            if (!LEFT_OUT.matcher(table).matches()) {
                found.put(table, reading.read(metadata, table));
            }
        }
        return found;
    }

    private interface TableReading<T> {
        T read(DatabaseMetaData database, String table) throws SQLException;
    }

    private static String schema(Connection database) throws SQLException {
        return isSqlite(database) ? null : "public";
    }

    private static boolean isSqlite(Connection database) throws SQLException {
        return database.getMetaData().getDatabaseProductName().equals("SQLite");
    }

    @Test
    void givenBothDatabases_thenTablesHaveTheSameColumns() throws SQLException {
        assertSame(database -> ofEachTable(database, (metadata, table) -> {
            var columns = new TreeMap<String, String>();
            try (var rows = metadata.getColumns(null, schema(database), table, "%")) {
                while (rows.next()) {
                    columns.put(rows.getString("COLUMN_NAME"), type(rows.getString("TYPE_NAME"))
                            + (rows.getInt("NULLABLE") == DatabaseMetaData.columnNoNulls ? " NOT NULL" : ""));
                }
            }
            return columns;
        }));
    }

    private static String type(String name) {
        return switch (name) {
            case "int4", "int8", "bigserial", "INTEGER" -> "whole number";
            case "float8", "REAL" -> "number";
            case "text", "TEXT" -> "text";
            case "bytea", "BLOB" -> "bytes";
            default -> name;
        };
    }

    @Test
    void givenBothDatabases_thenTablesHaveTheSameKeys() throws SQLException {
        assertSame(database -> ofEachTable(database, (metadata, table) -> {
            var keys = new TreeSet<String>();
            keys.add("PRIMARY KEY "
                    + new TreeSet<>(rows(metadata.getPrimaryKeys(null, schema(database), table), "COLUMN_NAME")));
            keys.addAll(rows(metadata.getImportedKeys(null, schema(database), table), "FKCOLUMN_NAME", "PKTABLE_NAME",
                    "PKCOLUMN_NAME", "DELETE_RULE"));
            return keys;
        }));
    }

    @Test
    void givenBothDatabases_thenTheSameIsUnique() throws SQLException {
        assertSame(database -> ofEachTable(database, (metadata, table) -> unique(database, table)));
    }

    private static List<String> unique(Connection database, String table) throws SQLException {
        var sql = isSqlite(database)
                ? """
                  SELECT group_concat(coalesce(name, 'expression'), ' ' ORDER BY seqno) FROM (
                    SELECT l.name AS of, i.name, i.seqno FROM pragma_index_list('%s') AS l
                      JOIN pragma_index_info(l.name) AS i WHERE l."unique" = 1) GROUP BY of ORDER BY 1"""
                : """
                  SELECT string_agg(coalesce(a.attname, 'expression'), ' ' ORDER BY k.place) FROM pg_index AS i
                    CROSS JOIN unnest(CAST(i.indkey AS int2[])) WITH ORDINALITY AS k(number, place)
                    LEFT JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.number AND k.number > 0
                  WHERE i.indrelid = '"%s"'::regclass AND i.indisunique
                    GROUP BY i.indexrelid ORDER BY 1""";
        var primary = String.join(" ",
                rows(database.getMetaData().getPrimaryKeys(null, schema(database), table), "COLUMN_NAME"));
        try (var statement = database.createStatement()) {
            var found = new TreeSet<String>();
            var rows = statement.executeQuery(sql.formatted(table));
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            found.removeIf(columns -> sorted(columns).equals(sorted(primary)));
            return List.copyOf(found);
        }
    }

    private static List<String> sorted(String columns) {
        return Pattern.compile(" ").splitAsStream(columns).sorted().toList();
    }

    // As the scripts say it, since a database says it in its own words.
    @Test
    void givenBothDatabases_thenTheSameIsChecked() throws SQLException, IOException {
        var inSqlite = inSqlite(database -> {
            var checks = new TreeMap<String, List<String>>();
            try (var statement = database.createStatement();
                    var rows = statement.executeQuery("SELECT name, sql FROM sqlite_master WHERE type = 'table'")) {
                while (rows.next()) {
                    if (!LEFT_OUT.matcher(rows.getString(1)).matches()) {
                        checks.put(rows.getString(1), checks(rows.getString(2)));
                    }
                }
            }
            return checks;
        });
        var inPostgresql = new TreeMap<String, List<String>>();
        for (var statement : scripts().split(";\\s*\n")) {
            var table = TABLE.matcher(statement);
            if (table.find() && !LEFT_OUT.matcher(table.group(1)).matches()) {
                inPostgresql.put(table.group(1), checks(statement));
            }
            var column = ADDED_COLUMN.matcher(statement);
            if (column.find()) {
                inPostgresql.merge(column.group(1), checks(statement),
                        (earlier, added) -> Stream.concat(earlier.stream(), added.stream()).sorted().toList());
            }
        }
        // Columns that later scripts drop take their checks along.
        var columns = inPostgresql(database -> ofEachTable(database,
                (metadata, table) -> rows(metadata.getColumns(null, "public", table, "%"), "COLUMN_NAME")));
        inPostgresql.replaceAll((table, checks) -> checks.stream().filter(check -> Pattern.compile("\\W+")
                .splitAsStream(check).anyMatch(columns.get(table)::contains)).toList());

        assertThat(inPostgresql.keySet()).isEqualTo(inSqlite.keySet());
        assertThat(inPostgresql)
                .allSatisfy((table, checks) -> assertThat(checks).as(table).isEqualTo(inSqlite.get(table)));
    }

    private static String scripts() throws IOException {
        try (var files = Files.list(Path.of("migrations/postgresql"))) {
            var texts = new ArrayList<String>();
            for (var file : files.sorted().toList()) {
                texts.add(Files.readString(file));
            }
            return String.join("\n", texts);
        }
    }

    private static List<String> checks(String sql) {
        var checks = new ArrayList<String>();
        for (var start = sql.indexOf("CHECK ("); start >= 0; start = sql.indexOf("CHECK (", start + 1)) {
            var end = start + "CHECK ".length();
            var open = 0;
            do {
                open += sql.charAt(end) == '(' ? 1 : sql.charAt(end) == ')' ? -1 : 0;
                end++;
            } while (open > 0);
            checks.add(sql.substring(start, end).replaceAll("CAST\\((\\w+) AS json\\) IS NOT NULL", "json_valid($1)")
                    .replaceAll("\\s+", " "));
        }
        return checks.stream().sorted().toList();
    }
}
