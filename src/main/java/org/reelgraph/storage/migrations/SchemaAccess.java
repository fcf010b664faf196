package org.reelgraph.storage.migrations;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens the database to change its tables; one implementation for each database. */
public interface SchemaAccess {

    /** Work on a connection, which is outside of a transaction when it begins. */
    @FunctionalInterface
    interface Work<T> {

        /** {@return its result} */
        T on(Connection database) throws SQLException;
    }

    /**
     * {@return the result of work on a database that no other program uses meanwhile}
     *
     * @throws org.reelgraph.storage.StorageException if there is no database, or if another program uses it
     */
    <T> T alone(Work<T> work) throws SQLException;

    /**
     * {@return the result of work of which nothing is left}
     *
     * @throws org.reelgraph.storage.StorageException if there is no database, or if another program is in the way
     */
    <T> T rehearse(Work<T> work) throws SQLException;

    /** @throws org.reelgraph.storage.StorageException if there is no database */
    void requireDatabase();
}
