package org.reelgraph.storage.copy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.Sha256;
import org.reelgraph.storage.tables.Table;

/** Reads a whole table in the order of its keys, a few rows at a time, and adds it up. */
final class TableReader {

    // Rows may be long, and two batches are in memory at once: what is read, and what the driver has read ahead.
    private static final int AT_ONCE = 500;

    private TableReader() {
    }

    /** {@return what the table holds, after all of it was passed on} */
    static TableSum read(Connection database, Table table, TableSource.Receiver receiver) throws SQLException {
        var sum = Sha256.digest();
        var rows = 0L;
        try (var statement = database.prepareStatement(table.select())) {
            statement.setFetchSize(AT_ONCE);
            try (var result = statement.executeQuery()) {
                // As Rows does it: the pool's and the connection's own wrappers are slow.
                var row = result.unwrap(ResultSet.class).unwrap(ResultSet.class);
                var batch = new ArrayList<@Nullable Object[]>(AT_ONCE);
                while (result.next()) {
                    var values = values(table, row);
                    sum.update(table.bytes(values));
                    batch.add(values);
                    rows++;
                    if (batch.size() == AT_ONCE) {
                        receiver.take(batch);
                        batch.clear();
                    }
                }
                if (!batch.isEmpty()) {
                    receiver.take(batch);
                }
            }
        }
        return new TableSum(table.name(), rows, HexFormat.of().formatHex(sum.digest()));
    }

    /** {@return the number of rows} */
    static long count(Connection database, Table table) throws SQLException {
        try (var statement = database.prepareStatement("SELECT count(*) FROM " + Table.quoted(table.name()));
                var row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static @Nullable Object[] values(Table table, ResultSet row) throws SQLException {
        var values = new @Nullable Object[table.columns().size()];
        for (var i = 0; i < values.length; i++) {
            values[i] = table.columns().get(i).type().read(row, i + 1);
        }
        return values;
    }
}
