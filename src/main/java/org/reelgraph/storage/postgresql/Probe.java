package org.reelgraph.storage.postgresql;

import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server how it is, on a connection of its own. If the server has closed that, the next connection tells whether
 * it is there. One thread at a time asks.
 */
final class Probe implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);

    private final DatabaseAddress address;
    private volatile @Nullable Connection connection;

    Probe(DatabaseAddress address) {
        this.address = address;
    }

    /** {@return the one value that a statement gives; empty for null} */
    Optional<String> ask(String sql) throws SQLException {
        var before = connection;
        if (before != null) {
            try {
                return value(before, sql);
            } catch (SQLException e) {
                close();
                if (e.getCause() instanceof SocketTimeoutException) {
                    throw e;
                }
                LOG.debug("The connection is closed, so the next one is asked", e);
            }
        }
        var next = DriverManager.getConnection(address.url(), address.impatientProperties());
        connection = next;
        try {
            return value(next, sql);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private static Optional<String> value(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql); var row = statement.executeQuery()) {
            row.next();
            return Optional.ofNullable(row.getString(1));
        }
    }

    /** Ends the connection at once, even while another thread waits for an answer. The next question opens another. */
    @Override
    public void close() {
        var open = connection;
        connection = null;
        if (open != null) {
            abort(open);
        }
    }

    /** Ends a connection at once, whoever waits for an answer there. */
    static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.warn("A connection to the database could not be aborted: {}", e.getMessage());
        }
    }
}
