package org.reelgraph.storage.postgresql;

import io.micronaut.core.value.PropertyResolver;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.PolledDataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices writes of other programs by the snapshot that a transaction would have now: it says which transactions have
 * ended, so it differs after each that has written. It also differs after writes to other databases of the same server,
 * which only costs a cache.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT">pg_current_snapshot</a>
 */
@OnPostgresql
@Singleton
class SnapshotDataVersion extends PolledDataVersion {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotDataVersion.class);

    private final DatabaseAddress address;
    private final DatabaseWatch watch;
    private @Nullable PreparedStatement statement;

    SnapshotDataVersion(PropertyResolver settings, DatabaseWatch watch) {
        this.address = DatabaseAddress.in(settings).orElseThrow();
        this.watch = watch;
    }

    @Override
    protected synchronized String state() throws SQLException {
        watch.requireDatabase();
        if (statement != null) {
            try {
                return read(statement);
            } catch (SQLException e) {
                forget(e);
                LOG.debug("The connection is closed, so the next one is asked", e);
                watch.requireDatabase();
            }
        }
        try {
            var next = DriverManager.getConnection(address.url(), address.impatientProperties())
                    .prepareStatement("SELECT CAST(pg_current_snapshot() AS text)");
            statement = next;
            return read(next);
        } catch (SQLException e) {
            forget(e);
            throw e;
        }
    }

    @Override
    public long current() {
        return since(System.nanoTime());
    }

    @Override
    public boolean isShared() {
        return true;
    }

    private static String read(PreparedStatement statement) throws SQLException {
        try (var row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    private void forget(SQLException reason) {
        try {
            close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    @PreDestroy
    synchronized void close() throws SQLException {
        var open = statement;
        statement = null;
        if (open != null) {
            open.getConnection().close();
        }
    }
}
