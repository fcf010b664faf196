package org.reelgraph.storage;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement that reads rows of one table, put together of the conditions and the order that a client chose. Every value is a
 * parameter; what is text in the statement comes of the program alone.
 */
public final class Select {

    /**
     * One thing that rows are ordered by.
     *
     * @param expression in SQL, never null for any row
     */
    public record SortKey(String expression, boolean descending) {

        /** {@return the same order, for which no index is used} */
        public SortKey withoutIndex() {
            return new SortKey("+" + expression, descending);
        }
    }

    private final String table;
    private final StringJoiner conditions = new StringJoiner(" AND ");
    private final List<Object> parameters = new ArrayList<>();
    private List<SortKey> order = List.of();
    private int most = -1;

    private Select(String table) {
        this.table = table;
    }

    /** {@return a statement that reads all of a table} */
    public static Select from(String table) {
        return new Select(table);
    }

    /** Reads only rows that this holds for as well. */
    public Select where(String condition, Object... values) {
        conditions.add("(" + condition + ")");
        parameters.addAll(Arrays.asList(values));
        return this;
    }

    /** Reads only rows that this holds for as well. */
    public Select where(Condition condition) {
        return where(condition.sql(), condition.values().toArray());
    }

    /** Reads only rows that this holds for as well, where there is a value to hold them against. */
    public Select whereGiven(String condition, Optional<?> value) {
        value.ifPresent(given -> where(condition, given));
        return this;
    }

    /** Orders the rows; what comes last tells any two apart. */
    public Select orderBy(List<SortKey> by) {
        order = List.copyOf(by);
        return this;
    }

    /** Reads only what comes after the row that has these values of what is ordered by. */
    public Select after(List<?> values) {
        return order.stream().map(SortKey::descending).distinct().count() == 1
                ? where(row(SortKey::expression) + (order.getFirst().descending() ? " < " : " > ") + row(key -> "?"),
                        values.toArray())
                : afterMixed(values);
    }

    // Compared as a whole, a place is found in an index.
    private String row(Function<SortKey, String> part) {
        return order.stream().map(part).collect(Collectors.joining(", ", "(", ")"));
    }

    private Select afterMixed(List<?> values) {
        var alternatives = new StringJoiner(" OR ");
        var used = new ArrayList<Object>();
        for (var last = 0; last < order.size(); last++) {
            var condition = new StringJoiner(" AND ");
            for (var i = 0; i <= last; i++) {
                var sign = i < last ? " = ?" : order.get(i).descending() ? " < ?" : " > ?";
                condition.add(order.get(i).expression() + sign);
                used.add(values.get(i));
            }
            alternatives.add(condition.toString());
        }
        // Follows from the rest, and lets an index on what comes first begin there.
        var first = order.getFirst();
        where(first.expression() + (first.descending() ? " <= ?" : " >= ?"), values.getFirst());
        return where(alternatives.toString(), used.toArray());
    }

    /** Reads no more rows than this. */
    public Select limit(int rows) {
        most = rows;
        return this;
    }

    /** {@return the rows as objects of their entity} */
    public <T> List<T> read(JdbcOperations operations, Class<T> entity) {
        return operations.prepareStatement(text("*"), statement -> {
            bind(statement);
            try (var rows = statement.executeQuery()) {
                return operations.entityStream(rows, entity).toList();
            }
        });
    }

    /** {@return what is made of these columns of the rows} */
    public <T> List<T> read(JdbcOperations operations, Columns<T> columns) {
        return Rows.read(operations, text(columns.names()), parameters, columns.reader());
    }

    /**
     * {@return what is made of these columns of those of the rows that a condition holds for, in their order; rows are found without looking at
     * more of them than their place}
     *
     * @param rest how many at most
     */
    public <T> List<T> read(JdbcOperations operations, Columns<T> columns, Condition condition, int rest) {
        // A subquery's order is kept by the join (which CROSS JOIN keeps from being turned round), and it ends with what is read of it.
        var sql = "SELECT " + columns.names() + " FROM (" + text("id AS place") + ") CROSS JOIN " + table
                + " ON id = place WHERE " + condition.sql() + " LIMIT " + rest;
        return Rows.read(operations, sql, Stream.concat(parameters.stream(), condition.values().stream()).toList(),
                columns.reader());
    }

    private String text(String columns) {
        var by = order.stream().map(each -> each.expression() + (each.descending() ? " DESC" : ""))
                .collect(Collectors.joining(", "));
        return "SELECT " + columns + " FROM " + table + filter() + (by.isEmpty() ? "" : " ORDER BY " + by)
                + (most < 0 ? "" : " LIMIT " + most);
    }

    /** {@return how many rows there are, up to the limit} */
    public int count(JdbcOperations operations) {
        var sql = "SELECT count(*) FROM " + (most < 0 ? table + filter() : "(" + text("1") + ")");
        return Rows.read(operations, sql, parameters, row -> row.getInt(1)).getFirst();
    }

    private String filter() {
        return conditions.length() == 0 ? "" : " WHERE " + conditions;
    }

    private void bind(PreparedStatement statement) throws SQLException {
        for (var i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
    }
}
