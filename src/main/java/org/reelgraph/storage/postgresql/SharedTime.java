package org.reelgraph.storage.postgresql;

import io.github.bucket4j.TimeMeter;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.StorageException;

/**
 * The time of the database, which all servers share, whatever their own clocks say. It is asked once; from then on the
 * program's own meter goes on, so that nobody can set it.
 */
final class SharedTime implements TimeMeter {

    private static final String NOW = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)";

    private final TimeMeter own;
    private final DataSource database;
    private volatile @Nullable Long ahead;

    /** @param own the program's own meter */
    SharedTime(TimeMeter own, DataSource database) {
        this.own = own;
        this.database = database;
    }

    /** @throws StorageException if the database was never asked, and can't be */
    @Override
    public long currentTimeNanos() {
        var known = ahead;
        return own.currentTimeNanos() + (known == null ? ask() : known);
    }

    private synchronized long ask() {
        var known = ahead;
        if (known != null) {
            return known;
        }
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(NOW)) {
            row.next();
            var difference = TimeUnit.MICROSECONDS.toNanos(row.getLong(1)) - own.currentTimeNanos();
            ahead = difference;
            return difference;
        } catch (SQLException e) {
            throw new StorageException("The database's time can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
