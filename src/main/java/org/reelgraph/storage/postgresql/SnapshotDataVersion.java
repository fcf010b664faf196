package org.reelgraph.storage.postgresql;

import io.micronaut.core.value.PropertyResolver;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.DataVersion;
import org.reelgraph.storage.StorageException;

/**
 * Notices writes of other programs by the snapshot that a transaction would have now: it says which transactions have
 * ended, so it differs after each that has written. It also differs after writes to other databases of the same server,
 * which only costs a cache.
 *
 * @see <a href="https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT">pg_current_snapshot</a>
 */
@OnPostgresql
@Singleton
class SnapshotDataVersion implements DataVersion {

    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

    private final DatabaseAddress address;
    private @Nullable PreparedStatement statement;
    private volatile long version;
    private volatile long nextLook = System.nanoTime();
    private String seen = "";

    SnapshotDataVersion(PropertyResolver settings) {
        this.address = DatabaseAddress.in(settings).orElseThrow();
    }

    @Override
    public long now() {
        if (System.nanoTime() - nextLook >= 0) {
            look();
        }
        return version;
    }

    @Override
    public synchronized void changed() {
        version++;
    }

    private synchronized void look() {
        if (System.nanoTime() - nextLook < 0) {
            return;
        }
        try (var row = statement().executeQuery()) {
            row.next();
            var snapshot = row.getString(1);
            if (!snapshot.equals(seen)) {
                seen = snapshot;
                version++;
            }
            nextLook = System.nanoTime() + INTERVAL;
        } catch (SQLException e) {
            forget(e);
            throw new StorageException("The database can't be read: " + e.getMessage(), e);
        }
    }

    private PreparedStatement statement() throws SQLException {
        if (statement == null) {
            statement = DriverManager.getConnection(address.url(), address.properties())
                    .prepareStatement("SELECT CAST(pg_current_snapshot() AS text)");
        }
        return statement;
    }

    // The next look connects anew.
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
