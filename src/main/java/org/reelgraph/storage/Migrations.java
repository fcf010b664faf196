package org.reelgraph.storage;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the database up to date before anything uses it: as soon as the {@code writer} data source exists. A database
 * that holds data is backed up before a pending script runs.
 */
@Singleton
class Migrations implements BeanCreatedEventListener<DataSource>, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private final Backup backup;
    private final LostTransaction lostTransaction;
    private final String[] locations;

    Migrations(Backup backup, LostTransaction lostTransaction, @Value("${reelgraph.migrations}") String[] locations) {
        this.backup = backup;
        this.lostTransaction = lostTransaction;
        this.locations = locations;
    }

    /** Before the framework wraps the data source in one that needs a running transaction manager. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        if (event.getBeanIdentifier().getName().equals("writer")) {
            bringUpToDate(event.getBean());
        }
        return event.getBean();
    }

    private void bringUpToDate(DataSource writer) {
        // No pattern is ignored: a script that was edited or is missing stops the start.
        // Nor are foreign keys enforced: a script that makes a table anew would empty those that refer to it
        // (https://sqlite.org/lang_altertable.html#otheralter).
        var flyway = Flyway.configure().dataSource(writer).locations(locations).ignoreMigrationPatterns(new String[0])
                .initSql("PRAGMA foreign_keys = OFF").load();
        var scripts = flyway.info();
        refuseLaterVersions(scripts);
        var pending = scripts.pending();
        var saved = pending.length == 0 ? "" : backUp(writer, "before-v" + pending[0].getVersion());
        try {
            if (pending.length == 0) {
                flyway.validate(); // which, unlike a migration of nothing, doesn't wait for whoever is writing
            } else {
                flyway.migrate();
            }
            enforceForeignKeys(writer);
        } catch (FlywayException | SQLException e) {
            throw new StorageException("The database could not be brought up to date" + saved + ": "
                    + StorageFailure.of(e).or(lostTransaction::last).map(StorageFailure::inWords)
                            .map(words -> words + ".").orElse(e.getMessage()),
                    e);
        }
    }

    private static void enforceForeignKeys(DataSource writer) throws SQLException {
        try (var connection = writer.getConnection(); var statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = ON");
        }
    }

    private static void refuseLaterVersions(MigrationInfoService scripts) {
        for (var script : scripts.applied()) {
            if (script.getState() == MigrationState.FUTURE_SUCCESS
                    || script.getState() == MigrationState.FUTURE_FAILED) {
                throw new StorageException("The database is of a later version than this program: it has seen "
                        + script.getScript() + ". Start the version it comes from, or go back to a backup.");
            }
        }
    }

    private String backUp(DataSource writer, String reason) {
        try (var connection = writer.getConnection()) {
            if (!holdsData(connection)) {
                return "";
            }
            var copy = backup.take(connection, reason);
            LOG.info("Backed up the database to {} before bringing it up to date", copy);
            return " (its backup is " + copy + ")";
        } catch (SQLException e) {
            throw new StorageException("The database could not be read: " + StorageFailure.reasonOf(e), e);
        }
    }

    private static boolean holdsData(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var names = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'"
                        + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'"
                        + " AND name NOT IN ('flyway_schema_history', 'collation', 'data_versions')")) {
            while (names.next()) {
                tables.add(names.getString(1));
            }
        }
        for (var table : tables) {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT 1 FROM \"" + table.replace("\"", "\"\"") + "\" LIMIT 1")) {
                if (row.next()) {
                    return true;
                }
            }
        }
        return false;
    }
}
