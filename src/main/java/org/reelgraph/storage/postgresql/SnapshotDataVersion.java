package org.reelgraph.storage.postgresql;

import io.micronaut.core.value.PropertyResolver;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.PolledDataVersion;

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

    private final DatabaseAddress address;
    private @Nullable PreparedStatement statement;

    SnapshotDataVersion(PropertyResolver settings) {
        this.address = DatabaseAddress.in(settings).orElseThrow();
    }

    @Override
    protected synchronized String state() throws SQLException {
        try (var row = statement().executeQuery()) {
            row.next();
            return row.getString(1);
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
