package org.reelgraph.storage.postgresql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/** Asks a server how it is, on a connection of its own, which is opened anew after a failure. */
final class Probe implements AutoCloseable {

    private static final String SECONDS_TO_ANSWER = "5";

    private final DatabaseAddress address;
    private @Nullable Connection connection;

    Probe(DatabaseAddress address) {
        this.address = address;
    }

    /** {@return the one value that a statement gives; empty for null} */
    Optional<String> ask(String sql) throws SQLException {
        try (var statement = connection().createStatement(); var row = statement.executeQuery(sql)) {
            row.next();
            return Optional.ofNullable(row.getString(1));
        } catch (SQLException e) {
            try {
                close();
            } catch (SQLException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            var properties = address.properties();
            PGProperty.SOCKET_TIMEOUT.set(properties, SECONDS_TO_ANSWER);
            connection = DriverManager.getConnection(address.url(), properties);
        }
        return connection;
    }

    @Override
    public void close() throws SQLException {
        var open = connection;
        connection = null;
        if (open != null) {
            open.close();
        }
    }
}
