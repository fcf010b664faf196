package org.reelgraph.storage.sqlite;

import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.jdbc.DataSourceResolver;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the write-ahead log into the database file when the server stops, so that this file contains the whole library.
 * The connections that are closed last are read-only and can't do it.
 */
@OnSqlite
@Singleton
class Checkpoint {

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);

    private final DataSource writer;

    Checkpoint(@Named("writer") DataSource writer, DataSourceResolver resolver) {
        this.writer = resolver.resolve(writer);
    }

    @EventListener
    void write(ShutdownEvent stopping) {
        try (var connection = writer.getConnection(); var statement = connection.createStatement()) {
            // A stop waits for another process for less time than a write does.
            statement.execute("PRAGMA busy_timeout = 1000");
            try (var result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                if (result.next() && result.getInt(1) != 0) {
                    LOG.info("The database is still in use: reelgraph.db-wal holds a part of it");
                }
            }
        } catch (SQLException e) {
            LOG.warn("The write-ahead log could not be moved into the database file: {}", e.getMessage());
        }
    }
}
