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
     * {@return a read-only connection; empty if there is no database yet}
     *
     * @param folders the program's folders
     */
    Optional<Connection> open(Folders folders) throws SQLException;
}
