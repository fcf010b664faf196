package org.reelgraph.storage.sqlite;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.DatabaseHealth;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the database for damage once after each start, while requests are served: either the pages and their order, or
 * also the content of indexes ({@code REELGRAPH_CHECK}).
 *
 * @see <a href="https://sqlite.org/pragma.html#pragma_integrity_check">SQLite's documentation of the checks</a>
 */
@Introspected
@OnSqlite
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
@Requires(property = "reelgraph.check", notEquals = "off")
class IntegrityCheck {

    private static final Logger LOG = LoggerFactory.getLogger(IntegrityCheck.class);

    private final Folders folders;
    private final DatabaseHealth health;
    private final String pragma;
    private volatile @Nullable Statement running;
    private volatile boolean stopping;

    IntegrityCheck(Folders folders, DatabaseHealth health,
            @Setting(description = "How the database is checked for damage after a start, while requests are answered. "
                    + "`full` checks indexes too.", defaultValue = "quick",
                    oneOf = {"quick", "full",
                            "off"},
                    storable = true) @Property(name = "reelgraph.check") String check) {
        this.folders = folders;
        this.health = health;
        this.pragma = check.equals("full") ? "integrity_check" : "quick_check";
    }

    /** Runs the check, which some seconds for each gigabyte may take. */
    @Scheduled(initialDelay = "1s")
    void run() {
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + folders.database() + "?open_mode=1");
                var statement = database.createStatement()) {
            running = statement;
            try (var result = statement.executeQuery("PRAGMA " + pragma + "(1)")) {
                var found = result.next() ? result.getString(1) : "no result";
                if (found.equals("ok")) {
                    LOG.debug("{} found no damage", pragma);
                } else {
                    health.noteLasting(StorageFailure.DAMAGED, pragma + " found: " + found.strip());
                }
            }
        } catch (SQLException e) {
            if (!stopping) {
                health.note(e);
                LOG.warn("The database could not be checked: {}", StorageFailure.reasonOf(e));
            }
        } finally {
            running = null;
        }
    }

    @PreDestroy
    void stop() throws SQLException {
        stopping = true;
        var statement = running;
        if (statement != null) {
            statement.cancel();
        }
    }
}
