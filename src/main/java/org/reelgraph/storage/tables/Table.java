package org.reelgraph.storage.tables;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.StorageException;

/**
 * A table, as the database itself describes it.
 *
 * @param key        the columns of the primary key
 * @param references the columns that refer to another table, with that table's name
 */
public record Table(String name, List<Column> columns, List<String> key, Map<String, String> references) {

    /**
     * A column.
     *
     * @param isGenerated whether the database makes its values of those of others
     */
    public record Column(String name, ValueType type, boolean isGenerated) {
    }

    /** {@return the description of a table} */
    public static Table of(Connection database, String name) throws SQLException {
        var catalog = database.getCatalog();
        var schema = database.getSchema();
        var metadata = database.getMetaData();
        var columns = columns(metadata, catalog, schema, name);
        var key = new TreeMap<Integer, String>();
        try (var rows = metadata.getPrimaryKeys(catalog, schema, name)) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        if (key.isEmpty()) {
            throw new StorageException("The table " + name + " has no primary key, so it can't be compared.");
        }
        return new Table(name, columns, List.copyOf(key.values()), references(database, name));
    }

    /** {@return the columns of a table that refer to another, with that table's name} */
    public static Map<String, String> references(Connection database, String name) throws SQLException {
        var references = new TreeMap<String, String>();
        try (var rows = database.getMetaData().getImportedKeys(database.getCatalog(), database.getSchema(), name)) {
            while (rows.next()) {
                references.put(rows.getString("FKCOLUMN_NAME"), rows.getString("PKTABLE_NAME"));
            }
        }
        return Collections.unmodifiableMap(references);
    }

    /** {@return the tables that it refers to} */
    public Set<String> parents() {
        var parents = new TreeSet<>(references.values());
        parents.remove(name);
        return parents;
    }

    private static List<Column> columns(DatabaseMetaData metadata, String catalog, String schema, String table)
            throws SQLException {
        var columns = new ArrayList<Column>();
        try (var rows = metadata.getColumns(catalog, schema, table, "%")) {
            while (rows.next()) {
                // The name is a pattern.
                if (rows.getString("TABLE_NAME").equals(table)) {
                    var name = rows.getString("COLUMN_NAME");
                    var type = ValueType.of(sqlType(rows)).orElseThrow(() -> new StorageException(
                            "The column " + table + "." + name + " is of a type that can't be copied."));
                    columns.add(new Column(name, type, rows.getString("IS_GENERATEDCOLUMN").equals("YES")));
                }
            }
        }
        return List.copyOf(columns);
    }

    // sqlite-jdbc takes bytes for a text.
    private static int sqlType(ResultSet column) throws SQLException {
        return column.getString("TYPE_NAME").equals("BLOB") ? Types.BLOB : column.getInt("DATA_TYPE");
    }

    /**
     * {@return the tables in an order in which each comes after those that it refers to}
     *
     * @throws StorageException if there is no such order
     */
    public static List<Table> parentsFirst(List<Table> tables) {
        var left = new ArrayList<>(tables);
        var inOrder = new ArrayList<Table>();
        var done = new TreeSet<String>();
        while (!left.isEmpty()) {
            var next = left.stream().filter(table -> done.containsAll(table.parents())).toList();
            if (next.isEmpty()) {
                throw new StorageException("The tables " + left.stream().map(Table::name).toList()
                        + " refer to each other in a circle, so they can't be copied one after the other.");
            }
            left.removeAll(next);
            inOrder.addAll(next);
            next.forEach(table -> done.add(table.name()));
        }
        return inOrder;
    }

    /** {@return whether another database's table is the same but for the order of its columns} */
    public boolean isLike(Table other) {
        return name.equals(other.name) && byName().equals(other.byName());
    }

    private Map<String, Column> byName() {
        return columns.stream().collect(Collectors.toMap(Column::name, column -> column));
    }

    /** {@return the columns that are written} */
    public List<Column> written() {
        return columns.stream().filter(column -> !column.isGenerated()).toList();
    }

    /** {@return the query for all rows, in the order of their keys} */
    public String select() {
        return "SELECT " + names(columns, any -> true) + " FROM " + quoted(name) + " ORDER BY "
                + key.stream().map(Table::quoted).collect(Collectors.joining(", "));
    }

    /** {@return a row, with a value for each column, in the one form in which all databases are compared} */
    public byte[] bytes(@Nullable Object[] row) {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        try {
            for (var i = 0; i < row.length; i++) {
                columns.get(i).type().write(out, row[i]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** {@return the row that such bytes hold} */
    public @Nullable Object[] row(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        var row = new @Nullable Object[columns.size()];
        for (var i = 0; i < row.length; i++) {
            row[i] = columns.get(i).type().read(in);
        }
        return row;
    }

    /** {@return the statement that adds a row, with a parameter for each column that is written} */
    public String insert() {
        return "INSERT INTO " + quoted(name) + " (" + names(columns, column -> !column.isGenerated()) + ") VALUES ("
                + String.join(", ", Collections.nCopies(written().size(), "?")) + ")";
    }

    private static String names(List<Column> columns, Predicate<Column> which) {
        return columns.stream().filter(which).map(column -> quoted(column.name())).collect(Collectors.joining(", "));
    }

    /** {@return a name as it stands in statements} */
    public static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
