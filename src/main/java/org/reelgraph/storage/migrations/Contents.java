package org.reelgraph.storage.migrations;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.reelgraph.storage.tables.Table;

/** How many rows each table has, and how many values each column. */
record Contents(Map<String, Counts> tables) {

    private static final Pattern LITERAL = Pattern.compile("-?\\d+|'[^']*'(::\\w+)?");
    // The program makes them of other columns when it starts.
    private static final Set<String> DERIVED = Set.of("sort_key", "folded_title", "folded_name");
    private static final Counts NOTHING = new Counts(0, Map.of());

    /** @param values of each column, how many say anything: those that aren't null and not the default */
    private record Counts(long rows, Map<String, Long> values) {

        private void addLosses(String table, Counts later, List<Loss> losses) {
            var gone = Math.max(0, rows - later.rows);
            if (gone > 0) {
                losses.add(new Loss(table, gone, rows));
            }
            values.forEach((column, count) -> {
                // With each row, one value may go.
                var lost = count - later.values.getOrDefault(column, 0L) - gone;
                if (lost > 0) {
                    losses.add(new Loss(table + "." + column, lost, count));
                }
            });
        }
    }

    /** {@return what a database holds} */
    static Contents of(Connection database) throws SQLException {
        var tables = new TreeMap<String, Counts>();
        for (var table : StoredData.tables(database)) {
            tables.put(table, count(database, table));
        }
        return new Contents(tables);
    }

    private static Counts count(Connection database, String table) throws SQLException {
        var columns = columns(database, table);
        var counts = columns.values().stream().map(said -> ", count(*) FILTER (WHERE " + said + ")")
                .collect(Collectors.joining());
        try (var statement = database.createStatement();
                var row = statement.executeQuery("SELECT count(*)" + counts + " FROM " + Table.quoted(table))) {
            row.next();
            var values = new TreeMap<String, Long>();
            var number = 1;
            for (var column : columns.keySet()) {
                number++;
                values.put(column, row.getLong(number));
            }
            return new Counts(row.getLong(1), values);
        }
    }

    /** {@return the columns, each with the condition under which its value says anything} */
    private static Map<String, String> columns(Connection database, String table) throws SQLException {
        var columns = new TreeMap<String, String>();
        try (var rows = database.getMetaData().getColumns(database.getCatalog(), database.getSchema(), table, "%")) {
            while (rows.next()) {
                // The name is a pattern.
                if (rows.getString("TABLE_NAME").equals(table) && !DERIVED.contains(rows.getString("COLUMN_NAME"))) {
                    columns.put(rows.getString("COLUMN_NAME"), condition(rows));
                }
            }
        }
        return columns;
    }

    private static String condition(ResultSet column) throws SQLException {
        var name = Table.quoted(column.getString("COLUMN_NAME"));
        var initial = String.valueOf(column.getString("COLUMN_DEF"));
        return name + " IS NOT NULL" + (LITERAL.matcher(initial).matches() ? " AND " + name + " <> " + initial : "");
    }

    /** {@return what a later state lacks} */
    List<Loss> lostIn(Contents later) {
        var losses = new ArrayList<Loss>();
        tables.forEach((table, counts) -> counts.addLosses(table, later.tables.getOrDefault(table, NOTHING), losses));
        return losses;
    }
}
