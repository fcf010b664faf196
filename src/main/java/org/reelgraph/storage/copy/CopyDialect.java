package org.reelgraph.storage.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.reelgraph.storage.sql.Rows;

/** What databases do differently when all their tables are read or filled. One implementation for each database. */
public interface CopyDialect {

    /**
     * A trigger, or an index that is not a constraint. It is taken away while tables are filled, and made again: what
     * triggers write is copied too, and an index is made faster of all rows at once.
     *
     * @param drop   the statement that takes it away
     * @param create the statement that makes it
     */
    record Dependent(String drop, String create) {

        /** {@return those that a query gives, with both statements in this order} */
        public static List<Dependent> find(Connection database, String sql) throws SQLException {
            return CopyDialect.list(database, sql, row -> new Dependent(row.getString(1), row.getString(2)));
        }
    }

    /** {@return what a query gives} */
    static <T> List<T> list(Connection database, String sql, Rows.Reader<T> reader) throws SQLException {
        try (var statement = database.createStatement(); var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        }
    }

    /** {@return the names of all tables, without those that the database keeps for itself} */
    List<String> tables(Connection database) throws SQLException;

    /** {@return all triggers and indexes, in an order in which they can be made} */
    List<Dependent> dependents(Connection database) throws SQLException;

    /** {@return what has to be taken away where others read meanwhile, who must not wait for it} */
    default List<Dependent> dependentsInUse(Connection database) throws SQLException {
        return dependents(database);
    }

    /** Does what is to be done in the transaction before tables are filled. */
    void begin(Connection database) throws SQLException;

    /** Does what is left to be done when tables were filled, such as having counters go on after the last number. */
    void end(Connection database) throws SQLException;
}
