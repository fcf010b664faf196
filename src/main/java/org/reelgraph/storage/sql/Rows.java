package org.reelgraph.storage.sql;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes many rows with one statement, on the connection of the current transaction. An import writes
 * hundreds of thousands of rows, and binding them by hand takes a fraction of the time of mapping entities.
 */
public final class Rows {

    private static final int AT_ONCE = 1000;

    /** Fills in a statement's parameters. */
    public interface Binder<T> {
        /** Sets the parameters of one row. */
        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    /** Converts a row to an object. */
    public interface Reader<T> {
        /** {@return the object of the current row} */
        T read(ResultSet row) throws SQLException;
    }

    private Rows() {
    }

    /** Runs a statement once for each row. */
    public static <T> void write(JdbcOperations operations, String sql, List<T> rows, Binder<T> binder) {
        operations.prepareStatement(sql, statement -> {
            var open = 0;
            for (var row : rows) {
                binder.bind(statement, row);
                statement.addBatch();
                if (++open % AT_ONCE == 0) {
                    statement.executeBatch();
                }
            }
            if (open % AT_ONCE != 0) {
                statement.executeBatch();
            }
            return open;
        });
    }

    /** {@return the rows that a statement with one parameter finds} */
    public static <T> List<T> read(StatementRunner statements, String sql, String parameter, Reader<T> reader) {
        return statements.run(sql, statement -> {
            statement.setString(1, parameter);
            return read(statement, reader);
        });
    }

    /** {@return the rows that a statement finds by ids, its first parameter; the binder sets the others} */
    public static <T> List<T> find(StatementRunner statements, IdQuery query, Collection<Long> ids,
            Binder<Collection<Long>> others, Reader<T> reader) {
        return statements.run(ids.size() == 1 ? query.one() : query.many(), statement -> {
            if (ids.size() == 1) {
                statement.setLong(1, ids.iterator().next());
            } else {
                statement.setString(1, JsonArray.ofIds(ids));
            }
            others.bind(statement, ids);
            return read(statement, reader);
        });
    }

    /** {@return the rows that a statement finds by ids, its only parameter} */
    public static <T> List<T> find(StatementRunner statements, IdQuery query, Collection<Long> ids, Reader<T> reader) {
        return find(statements, query, ids, (statement, all) -> {
        }, reader);
    }

    /** {@return the rows that a statement finds with these parameters} */
    public static <T> List<T> read(StatementRunner statements, String sql, List<Object> values, Reader<T> reader) {
        return statements.run(sql, statement -> {
            set(statement, values);
            return read(statement, reader);
        });
    }

    /** {@return the rows that a statement finds; its parameters are already set} */
    public static <T> List<T> read(PreparedStatement statement, Reader<T> reader) throws SQLException {
        try (var result = statement.executeQuery()) {
            // Columns are read without the pool's proxy, which passes each call on to find failures of the connection,
            // and without that of the connection itself.
            var row = result.unwrap(ResultSet.class).unwrap(ResultSet.class);
            var rows = new ArrayList<T>();
            while (result.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        }
    }

    static void set(PreparedStatement statement, List<Object> values) throws SQLException {
        for (var i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    /** Sets a whole number, or null. */
    public static void set(PreparedStatement statement, int index, @Nullable Integer value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setInt(index, value);
        }
    }

    /** Sets a decimal number, or null. */
    public static void set(PreparedStatement statement, int index, @Nullable Double value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.REAL);
        } else {
            statement.setDouble(index, value);
        }
    }

    /** Sets an instant, as {@link InstantColumn} does, or null. */
    public static void set(PreparedStatement statement, int index, @Nullable Instant value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.INTEGER);
        } else {
            statement.setLong(index, value.toEpochMilli());
        }
    }

    /** Sets a text, a constant's name, a day in ISO 8601 form, or null. */
    public static void set(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        statement.setString(index, value == null ? null : value.toString());
    }

    // sqlite-jdbc's getString creates a direct buffer for each value; getBytes is cheaper.

    /** {@return a column's text, which every row has} */
    public static String text(ResultSet row, int column) throws SQLException {
        return new String(row.getBytes(column), StandardCharsets.UTF_8);
    }

    /** {@return a column's text, or null} */
    public static @Nullable String textOrNull(ResultSet row, int column) throws SQLException {
        var bytes = row.getBytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** {@return a column's whole number, or null} */
    public static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
        var value = row.getInt(column);
        return value == 0 && row.wasNull() ? null : (Integer) value;
    }

    /** {@return a column's decimal number, or null} */
    public static @Nullable Double decimal(ResultSet row, int column) throws SQLException {
        var value = row.getDouble(column);
        return value == 0 && row.wasNull() ? null : (Double) value;
    }

    /** {@return a column's day, as {@link DateColumn} has it, or null} */
    public static @Nullable LocalDate day(ResultSet row, int column) throws SQLException {
        var value = row.getBytes(column);
        return value == null ? null : DateColumn.day(value);
    }

    /** {@return a column's instant, or null} */
    public static @Nullable Instant instantOrNull(ResultSet row, int column) throws SQLException {
        var value = row.getLong(column);
        return value == 0 && row.wasNull() ? null : Instant.ofEpochMilli(value);
    }

    /** {@return a column's instant} */
    public static Instant instant(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
