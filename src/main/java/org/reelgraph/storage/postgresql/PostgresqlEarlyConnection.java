package org.reelgraph.storage.postgresql;

import io.micronaut.core.value.PropertyResolver;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLState;
import org.reelgraph.storage.EarlyConnection;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;

/** The first connection to the database, which tells whether it can be used at all. */
public final class PostgresqlEarlyConnection implements EarlyConnection {

    private static final int OLDEST = 14;
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String REFUSED_BY_RULES = "28000";
    private static final String NO_PRIVILEGE = "42501";
    private static final String TOO_MANY = "53300";

    @Override
    public Optional<Connection> open(PropertyResolver settings) throws SQLException {
        var address = DatabaseAddress.in(settings);
        return address.isEmpty() ? Optional.empty() : Optional.of(open(address.get()));
    }

    private static Connection open(DatabaseAddress address) throws SQLException {
        try {
            var connection = DriverManager.getConnection(address.url(), address.properties());
            try {
                connection.setReadOnly(true);
                check(connection, address);
                return connection;
            } catch (SQLException | StorageException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new StorageException(reason(address, e), e);
        }
    }

    private static String reason(DatabaseAddress address, SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        if (PSQLState.INVALID_PASSWORD.getState().equals(state)) {
            return "The database %s refuses the password of the user %s (REELGRAPH_DATABASE).".formatted(address,
                    address.user());
        }
        return switch (state) {
            case NO_SUCH_DATABASE -> "There is no database %s (REELGRAPH_DATABASE).".formatted(address);
            case NO_PRIVILEGE, REFUSED_BY_RULES -> "The database %s doesn't let in the user %s: %s".formatted(address,
                    address.user(), failure.getMessage());
            case TOO_MANY -> "The database %s has no connection left.".formatted(address);
            default -> "The database %s (REELGRAPH_DATABASE) can't be reached: %s".formatted(address,
                    StorageFailure.reasonOf(failure));
        };
    }

    private static void check(Connection connection, DatabaseAddress address) throws SQLException {
        var server = connection.getMetaData();
        if (server.getDatabaseMajorVersion() < OLDEST) {
            throw new StorageException("The database %s is of PostgreSQL %s, and Reelgraph needs %d or later."
                    .formatted(address, server.getDatabaseProductVersion(), OLDEST));
        }
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT current_setting('server_encoding')")) {
            if (row.next() && !"UTF8".equals(row.getString(1))) {
                throw new StorageException("The database %s has the encoding %s, and Reelgraph needs UTF8."
                        .formatted(address, row.getString(1)));
            }
        }
    }

    @Override
    public StorageException unreadable(PropertyResolver settings, SQLException failure) {
        return new StorageException("The settings in the database " + DatabaseAddress.in(settings).orElseThrow()
                + " can't be read: " + StorageFailure.reasonOf(failure) + ".", failure);
    }
}
