package org.reelgraph.storage.postgresql;

import io.micronaut.core.value.PropertyResolver;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLState;
import org.reelgraph.storage.EarlyConnection;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first connection to the database, which tells whether it can be used at all. A database that can't be reached may
 * still be starting, so it is waited for.
 */
public final class PostgresqlEarlyConnection implements EarlyConnection {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresqlEarlyConnection.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String REFUSED_BY_RULES = "28000";
    private static final String NO_PRIVILEGE = "42501";

    @Override
    public Optional<Connection> open(PropertyResolver settings) throws SQLException {
        var address = DatabaseAddress.in(settings);
        return address.isEmpty()
                ? Optional.empty()
                : Optional.of(checked(address.get(), connected(address.get(), DatabaseLimits.in(settings).start())));
    }

    private static Connection connected(DatabaseAddress address, Duration wait) {
        var end = OptionalLong.empty();
        while (true) {
            try {
                return DriverManager.getConnection(address.url(), address.impatientProperties());
            } catch (SQLException e) {
                if (!mayPass(e) || wait.isZero() || end.isPresent() && System.nanoTime() - end.getAsLong() > 0) {
                    throw new StorageException(reason(address, e), e);
                }
                if (end.isEmpty()) {
                    end = OptionalLong.of(System.nanoTime() + wait.toNanos());
                    // A warning, because commands log nothing less.
                    LOG.warn("Waiting for up to {} s (REELGRAPH_DATABASE_WAIT) for the database {}: {}",
                            wait.toSeconds(), address, inWords(e));
                }
                pause(address, e);
            }
        }
    }

    private static void pause(DatabaseAddress address, SQLException failure) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(reason(address, failure), failure);
        }
    }

    // A certificate or protocol that doesn't fit will not fit later.
    private static boolean mayPass(SQLException failure) {
        return !PSQLState.PROTOCOL_VIOLATION.getState().equals(failure.getSQLState())
                && !PSQLState.CONNECTION_REJECTED.getState().equals(failure.getSQLState())
                && Stream.iterate((Throwable) failure, cause -> cause != null, Throwable::getCause)
                        .noneMatch(SSLException.class::isInstance)
                && StorageFailure.of(failure).filter(meaning -> meaning == StorageFailure.UNREACHABLE
                        || meaning == StorageFailure.NO_CONNECTION).isPresent();
    }

    private static Connection checked(DatabaseAddress address, Connection connection) throws SQLException {
        try {
            connection.setReadOnly(true);
            var objection = DatabaseState.read(connection).objection();
            if (objection.isPresent()) {
                throw new StorageException("The database %s %s".formatted(address, objection.get()));
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw new StorageException(reason(address, e), e);
        } catch (StorageException e) {
            connection.close();
            throw e;
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
            case PostgresqlFailureCodes.TOO_MANY -> "The database %s has no connection left.".formatted(address);
            default ->
                "The database %s (REELGRAPH_DATABASE) can't be reached: %s.".formatted(address, inWords(failure));
        };
    }

    // Some of the driver's messages only make sense with their cause, such as an unknown host.
    static String inWords(SQLException failure) {
        var cause = failure.getCause();
        var message = String.valueOf(failure.getMessage()).replaceFirst("\\.$", "");
        return cause == null ? message : message + " (" + cause + ")";
    }

    @Override
    public StorageException unreadable(PropertyResolver settings, SQLException failure) {
        return new StorageException("The settings in the database " + DatabaseAddress.in(settings).orElseThrow()
                + " can't be read: " + StorageFailure.reasonOf(failure) + ".", failure);
    }
}
