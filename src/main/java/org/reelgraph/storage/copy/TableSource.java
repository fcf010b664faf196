package org.reelgraph.storage.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.tables.Table;

/** Where the rows of tables come from. */
public interface TableSource {

    /** Takes rows, each with a value for each of the table's columns. */
    interface Receiver {

        /** Takes the next rows. */
        void take(List<@Nullable Object[]> rows) throws SQLException;
    }

    /** {@return the tables, each after those that it refers to} */
    List<Table> tables();

    /** {@return how many rows all tables have together} */
    long rows() throws SQLException;

    /**
     * {@return what a table holds, after all of it was passed on in the order of its keys}
     *
     * Tables are read once each, in their order.
     */
    TableSum read(Table table, Receiver receiver) throws SQLException;

    /** {@return the tables of a database, in the state that the connection sees} */
    static TableSource of(Connection database, List<Table> tables) {
        return new TableSource() {

            @Override
            public List<Table> tables() {
                return tables;
            }

            @Override
            public long rows() throws SQLException {
                var rows = 0L;
                for (var table : tables) {
                    rows += TableReader.count(database, table);
                }
                return rows;
            }

            @Override
            public TableSum read(Table table, Receiver receiver) throws SQLException {
                return TableReader.read(database, table, receiver);
            }
        };
    }
}
