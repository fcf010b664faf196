package org.reelgraph.storage;

import io.micronaut.core.value.PropertyResolver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Connects to the database before there are beans, to read settings. Implementations are found by {@link
 * java.util.ServiceLoader}; that of the database in use connects.
 */
public interface EarlyConnection {

    /** The property that says whether a missing database is a mistake, rather than to be made. */
    String MUST_EXIST = "reelgraph.must-exist";

    /** The property that says whether the database isn't opened, since it may be damaged. */
    String IS_LEFT_ALONE = "reelgraph.database-left-alone";

    /**
     * {@return a read-only connection; empty if the library isn't in this kind of database, or if there is none yet}
     *
     * @param settings what is set so far
     * @throws StorageException if the database can't be used, in words for the owner
     */
    Optional<Connection> open(PropertyResolver settings) throws SQLException;

    /** {@return that settings can't be read from the database, in words for the owner} */
    StorageException unreadable(PropertyResolver settings, SQLException failure);
}
