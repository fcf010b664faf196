package org.reelgraph.storage.sqlite;

import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.jdbc.DataSourceResolver;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the write-ahead log into the database file: while the server runs, so that no commit has to wait for it, and when
 * it stops, so that this file contains the whole library. The connections that are closed last are read-only and can't
 * do it.
 */
@OnSqlite
@Singleton
class Checkpoint {

    /**
     * How long the log grows before it is moved, in pages. Most pages that a small transaction changes are changed by the
     * next one too, and of a longer log they are moved once.
     */
    static final int PAGES_OF_LOG = 16_000;

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final int FEW_PAGES = 1_000;
    // Pages of the log are not mapped into memory, so reads are slower that find many there.
    private static final long QUIET = TimeUnit.SECONDS.toNanos(30);

    private final DataSource writer;
    private final Folders folders;
    private final DatabaseFile file;
    private @Nullable Connection own;
    private boolean isStopping;
    private int leftBefore;
    private long lastGrowth = System.nanoTime();

    /**
     * What became of a checkpoint.
     *
     * @param isBusy whether another one was running
     * @param left   how many pages of the log are not yet in the database file
     */
    private record Outcome(boolean isBusy, int left) {
    }

    Checkpoint(@Named("writer") DataSource writer, DataSourceResolver resolver, Folders folders, DatabaseFile file) {
        this.writer = resolver.resolve(writer);
        this.folders = folders;
        this.file = file;
    }

    /** Moves a log into the file that is long, or that is not short and no longer grows. */
    @Scheduled(fixedDelay = "200ms", initialDelay = "200ms")
    synchronized void look() {
        if (isStopping) {
            return;
        }
        try {
            file.check();
            if (isDue(checkpoint(own(), "NOOP").left()) && checkpoint(own(), "PASSIVE").left() < FEW_PAGES) {
                moveRest();
            }
        } catch (SQLException e) {
            LOG.debug("The write-ahead log could not be moved into the database file", e);
            close();
        }
    }

    private boolean isDue(int left) {
        if (left != leftBefore) {
            leftBefore = left;
            lastGrowth = System.nanoTime();
        }
        return left >= PAGES_OF_LOG || left >= FEW_PAGES && System.nanoTime() - lastGrowth > QUIET;
    }

    // The log begins anew only if all of it is in the file when a transaction begins, so nobody may write meanwhile.
    private void moveRest() throws SQLException {
        try (var connection = writer.getConnection()) {
            checkpoint(connection, "PASSIVE");
        }
    }

    @EventListener
    synchronized void write(ShutdownEvent stopping) {
        isStopping = true;
        close();
        try (var connection = writer.getConnection(); var statement = connection.createStatement()) {
            // A stop waits for another process for less time than a write does.
            statement.execute("PRAGMA busy_timeout = 1000");
            if (checkpoint(connection, "TRUNCATE").isBusy()) {
                LOG.info("The database is still in use: reelgraph.db-wal holds a part of it");
            }
        } catch (SQLException e) {
            LOG.warn("The write-ahead log could not be moved into the database file: {}", e.getMessage());
        }
    }

    private static Outcome checkpoint(Connection connection, String kind) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("PRAGMA wal_checkpoint(" + kind + ")")) {
            return result.next()
                    ? new Outcome(result.getInt(1) != 0, result.getInt(2) - result.getInt(3))
                    : new Outcome(false, 0);
        }
    }

    private Connection own() throws SQLException {
        if (own == null) {
            own = DriverManager.getConnection("jdbc:sqlite:" + folders.database());
        }
        return own;
    }

    private void close() {
        if (own != null) {
            try {
                own.close();
            } catch (SQLException e) {
                LOG.debug("A connection could not be closed", e);
            }
            own = null;
        }
    }
}
