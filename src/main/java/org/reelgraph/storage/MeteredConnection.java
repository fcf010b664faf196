package org.reelgraph.storage;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection whose statements are counted. */
public interface MeteredConnection {

    /** {@return what counts the statements, and of a connection that reads also its rows and bytes} */
    StatementMeter meter();

    /** {@return what counts the statements of a pool's connection} */
    static StatementMeter meterOf(Connection pooled) {
        try {
            return pooled.unwrap(MeteredConnection.class).meter();
        } catch (SQLException e) {
            throw new StorageException("The connection doesn't count its statements.", e);
        }
    }
}
