package org.reelgraph.imports.legacy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the rows that a query finds, one after the other. The query's first column is the key of what a row belongs to,
 * by which the rows are ordered; the second is another key.
 */
final class RowsReader implements AutoCloseable {

    /** The key of nothing; it comes before all others. */
    static final long NOBODY = Long.MIN_VALUE;

    private static final int KEYS = 2;

    /**
     * A row.
     *
     * @param owner  the first key, or {@link #NOBODY}
     * @param parent the second key, or {@link #NOBODY}
     * @param values  that are neither null nor blank, by the names of their columns; of two with one name, the first
     * @param further the second of two with one name
     */
    record Found(long owner, long parent, Map<String, Object> values, Map<String, Object> further) {
    }

    private final PreparedStatement statement;
    private final ResultSet rows;
    private final List<String> names;
    private boolean isThere;

    /** @param names of the columns after the keys; there may be two with one name */
    RowsReader(Connection database, String sql, List<String> names) throws SQLException {
        this.names = names;
        this.statement = database.prepareStatement(sql);
        this.rows = statement.executeQuery();
        next();
    }

    private void next() throws SQLException {
        isThere = rows.next();
    }

    /** {@return whether there is another row} */
    boolean hasNext() {
        return isThere;
    }

    /** {@return the next row} */
    Found take() throws SQLException {
        var values = new LinkedHashMap<String, Object>();
        var further = new LinkedHashMap<String, Object>();
        for (var i = 0; i < names.size(); i++) {
            var value = rows.getObject(i + 1 + KEYS);
            if (value != null && !(value instanceof String text && text.isBlank())) {
                var into = values.containsKey(names.get(i)) ? further : values;
                into.put(names.get(i), usable(value));
            }
        }
        var found = new Found(key(1), key(2), values, further);
        next();
        return found;
    }

    // JSON has no infinity, and what is binary here is no text that anybody could use.
    private static Object usable(Object value) {
        return value instanceof Double number && number.isInfinite()
                ? number.toString()
                : value instanceof byte[] ? Map.of("unusable", "binary, or longer than 262,144 bytes") : value;
    }

    /** {@return the rows that belong to an owner, and leaves those before it; owners are asked for in their order} */
    List<Found> of(long owner) throws SQLException {
        while (isThere && key(1) < owner) {
            next();
        }
        var found = new ArrayList<Found>();
        while (isThere && key(1) == owner) {
            found.add(take());
        }
        return found;
    }

    private long key(int column) throws SQLException {
        var key = rows.getLong(column);
        return rows.wasNull() ? NOBODY : key;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
