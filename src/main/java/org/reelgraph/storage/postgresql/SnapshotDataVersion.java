package org.reelgraph.storage.postgresql;

import io.micronaut.core.value.PropertyResolver;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.SQLException;
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

    private final DatabaseWatch watch;
    private final Probe database;

    SnapshotDataVersion(PropertyResolver settings, DatabaseWatch watch) {
        this.watch = watch;
        this.database = new Probe(DatabaseAddress.in(settings).orElseThrow());
    }

    @Override
    protected String state() throws SQLException {
        watch.requireDatabase();
        return database.ask("SELECT CAST(pg_current_snapshot() AS text)").orElseThrow();
    }

    @Override
    public long current() {
        return since(System.nanoTime());
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @PreDestroy
    void close() {
        database.close();
    }
}
