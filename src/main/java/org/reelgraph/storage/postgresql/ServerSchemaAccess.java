package org.reelgraph.storage.postgresql;

import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.migrations.SchemaAccess;

/** Opens the database as the only program; what is rehearsed is rolled back. */
@OnPostgresql
@Singleton
class ServerSchemaAccess implements SchemaAccess {

    private static final String OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND application_name = current_setting('application_name') AND pid <> pg_backend_pid()";

    // Any number, as long as nothing else of the program locks it. It is given up with the connection.
    private static final String LOCK = "SELECT pg_try_advisory_lock(7247101)";

    private final PropertyResolver settings;

    ServerSchemaAccess(PropertyResolver settings) {
        this.settings = settings;
    }

    @Override
    public <T> T alone(Work<T> work) throws SQLException {
        var address = DatabaseAddress.in(settings).orElseThrow();
        try (var database = DriverManager.getConnection(address.url(), address.properties())) {
            // Other roles' connections may be hidden, so that two programs that change the tables wouldn't see each other.
            if (!isLocked(database) || hasOthers(database)) {
                throw new StorageException("Another program, such as a server, uses the database " + address.inWords()
                        + ". Stop it first.");
            }
            return work.on(database);
        }
    }

    private static boolean isLocked(Connection database) throws SQLException {
        try (var statement = database.createStatement(); var row = statement.executeQuery(LOCK)) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static boolean hasOthers(Connection database) throws SQLException {
        try (var statement = database.createStatement(); var row = statement.executeQuery(OTHERS)) {
            return row.next() && row.getLong(1) > 0;
        }
    }

    // Nothing is committed, so that closing the connection leaves nothing.
    @Override
    public <T> T rehearse(Work<T> work) throws SQLException {
        return alone(database -> {
            try {
                return work.on(database);
            } finally {
                if (!database.getAutoCommit()) {
                    database.rollback();
                }
            }
        });
    }

    @Override
    public void requireDatabase() {
        // Without one, the program doesn't get this far.
    }
}
