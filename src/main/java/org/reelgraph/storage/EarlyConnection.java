package org.reelgraph.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Connects to the database before there are beans, to read settings. The implementation is found by {@link
 * java.util.ServiceLoader}.
 */
public interface EarlyConnection {

    /**
     * {@return a connection that only reads; nothing where there is no database yet}
     *
     * @param folders where the program works
     */
    Optional<Connection> open(Folders folders) throws SQLException;
}
