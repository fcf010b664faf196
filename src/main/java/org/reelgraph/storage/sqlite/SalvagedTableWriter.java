package org.reelgraph.storage.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.copy.CopyDialect;
import org.reelgraph.storage.salvage.Salvage.RefusedRow;
import org.reelgraph.storage.salvage.Salvage.SalvagedTable;
import org.reelgraph.storage.salvage.UnreadPart;
import org.reelgraph.storage.tables.Table;
import org.reelgraph.storage.tables.Table.Column;
import org.reelgraph.storage.tables.ValueType;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Writes a table with what can be read of a damaged one. What breaks a rule of the table is left out and told. */
final class SalvagedTableWriter {

    private static final Pattern RULE = Pattern.compile("\\((.*)\\)\\s*$", Pattern.DOTALL);

    /** A reference to another table. */
    private record Reference(String column, String parent, String parentColumn, boolean setsNull) {
    }

    private final Connection library;
    private final Table table;
    private final List<UnreadPart> unread = new ArrayList<>();
    private final List<RefusedRow> refused = new ArrayList<>();
    private long rows;

    SalvagedTableWriter(Connection library, Table table) {
        this.library = library;
        this.table = table;
    }

    /** {@return what became of the table} */
    SalvagedTable result() {
        return new SalvagedTable(table.name(), rows, List.copyOf(unread), List.copyOf(refused));
    }

    /**
     * Fills the table, whose parents are filled.
     *
     * @param there the columns of the damaged table; none if there is no such table
     */
    void fill(Connection damaged, List<String> there) throws SQLException {
        var columns = table.written().stream().filter(column -> there.contains(column.name())).toList();
        if (columns.isEmpty()) {
            unread.add(UnreadPart.all("row id"));
            return;
        }
        var names = columns.stream().map(column -> Table.quoted(column.name())).collect(Collectors.joining(", "));
        try (var insert = library.prepareStatement("INSERT INTO " + Table.quoted(table.name()) + " (" + names
                + ") VALUES (" + "?, ".repeat(columns.size() - 1) + "?)")) {
            read(damaged, names, row -> add(insert, columns, row));
        }
        dropOrphans();
    }

    private void read(Connection damaged, String names, DamagedTable.Receiver receiver) throws SQLException {
        if (hasRowIds()) {
            unread.addAll(new DamagedTable(damaged, table.name(), DamagedTable.ROW_ID, true, names, receiver).read());
        } else if (table.columns().stream().anyMatch(column -> column.name().equals(table.key().getFirst())
                && column.type() == ValueType.WHOLE_NUMBER)) {
            // It is in the order of its key.
            unread.addAll(new DamagedTable(damaged, table.name(), Table.quoted(table.key().getFirst()), false, names,
                    receiver).read());
        } else {
            readUntilDamage(damaged, names, receiver);
        }
    }

    private boolean hasRowIds() throws SQLException {
        return CopyDialect.list(library, "SELECT wr FROM pragma_table_list WHERE name = '" + table.name() + "'",
                row -> row.getInt(1) == 0).getFirst();
    }

    private void readUntilDamage(Connection damaged, String names, DamagedTable.Receiver receiver) {
        try (var statement = damaged.createStatement();
                var found = statement.executeQuery("SELECT 0, " + names + " FROM " + Table.quoted(table.name()))) {
            while (found.next()) {
                receiver.take(found);
            }
        } catch (SQLException e) {
            unread.add(new UnreadPart("number", rows + 1, Long.MAX_VALUE)); // it is damaged there
        }
    }

    private void add(PreparedStatement insert, List<Column> columns, ResultSet row) throws SQLException {
        var values = new @Nullable Object[columns.size()];
        for (var i = 0; i < values.length; i++) {
            values[i] = row.getObject(i + 2);
        }
        try {
            if (rows == 0) {
                empty();
            }
            for (var i = 0; i < values.length; i++) {
                insert.setObject(i + 1, values[i]);
            }
            insert.executeUpdate();
            rows++;
        } catch (SQLException e) {
            if (!StorageFailure.isViolation(e)) {
                throw new StorageException("What was salvaged can't be written: " + StorageFailure.reasonOf(e) + ".",
                        e);
            }
            if (!isTakenTwice(e)) {
                refused.add(new RefusedRow(key(columns, values), rule(e)));
            }
        }
    }

    // What scripts put into a new table stays only if nothing of the damaged one can be read.
    private void empty() throws SQLException {
        try (var statement = library.createStatement()) {
            statement.executeUpdate("DELETE FROM " + Table.quoted(table.name()));
        }
    }

    private boolean isTakenTwice(SQLException failure) throws SQLException {
        return !hasRowIds() && failure instanceof SQLiteException sqlite
                && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_PRIMARYKEY;
    }

    private String key(List<Column> columns, @Nullable Object[] values) {
        var key = new StringJoiner(" ");
        for (var i = 0; i < values.length; i++) {
            if (table.key().contains(columns.get(i).name())) {
                key.add(String.valueOf(values[i]));
            }
        }
        return key.toString();
    }

    // The driver's message repeats SQLite's in parentheses.
    private static String rule(SQLException failure) {
        var found = RULE.matcher(String.valueOf(failure.getMessage()));
        return found.find() ? found.group(1) : String.valueOf(failure.getMessage());
    }

    // A script's own rows have their parents.
    private void dropOrphans() throws SQLException {
        for (var reference : references()) {
            var isOrphan = Table.quoted(reference.column()) + " IS NOT NULL AND " + Table.quoted(reference.column())
                    + " NOT IN (SELECT " + Table.quoted(reference.parentColumn()) + " FROM "
                    + Table.quoted(reference.parent()) + ")";
            if (reference.setsNull()) {
                update("UPDATE " + Table.quoted(table.name()) + " SET " + Table.quoted(reference.column())
                        + " = NULL WHERE " + isOrphan);
            } else {
                CopyDialect.list(library, "SELECT " + String.join(" || ' ' || ", table.key().stream()
                        .map(Table::quoted).toList()) + " FROM " + Table.quoted(table.name()) + " WHERE " + isOrphan,
                        row -> row.getString(1))
                        .forEach(key -> refused.add(new RefusedRow(key, reference.column() + " is of no row of "
                                + reference.parent())));
                rows -= update("DELETE FROM " + Table.quoted(table.name()) + " WHERE " + isOrphan);
            }
        }
    }

    private List<Reference> references() throws SQLException {
        return CopyDialect.list(library,
                "SELECT \"from\", \"table\", coalesce(\"to\", 'id'), on_delete FROM pragma_foreign_key_list('"
                        + table.name() + "')",
                row -> new Reference(row.getString(1), row.getString(2), row.getString(3),
                        row.getString(4).equals("SET NULL")));
    }

    private int update(String sql) throws SQLException {
        try (var statement = library.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
