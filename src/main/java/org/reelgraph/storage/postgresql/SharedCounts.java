package org.reelgraph.storage.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.TimeMeter;
import io.micronaut.core.value.PropertyResolver;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.reelgraph.storage.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections for what servers count together, apart from those for the library, since nobody may have to wait for an
 * import in order to be counted. If the database can't be reached in a second, each server counts for itself for a few
 * seconds: limits then allow more the more servers there are, but neither does everybody get in nor nobody.
 */
@OnPostgresql
@Singleton
class SharedCounts {

    private static final Logger LOG = LoggerFactory.getLogger(SharedCounts.class);
    private static final int CONNECTIONS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final HikariDataSource database;
    private final TimeMeter time;
    private volatile boolean failed;
    private volatile long nextTry = System.nanoTime();

    SharedCounts(PropertyResolver settings, TimeMeter time) {
        var address = DatabaseAddress.in(settings).orElseThrow();
        var connections = address.properties();
        PGProperty.SOCKET_TIMEOUT.set(connections, (int) PATIENCE.toSeconds());
        var pool = new HikariConfig();
        pool.setPoolName("shared-counts");
        pool.setJdbcUrl(address.url());
        pool.setDataSourceProperties(connections);
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(0);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        pool.setValidationTimeout(PATIENCE.toMillis());
        pool.setInitializationFailTimeout(-1);
        this.database = new HikariDataSource(pool);
        this.time = new SharedTime(time, database);
    }

    DataSource database() {
        return database;
    }

    /** {@return the time that all servers count by} */
    TimeMeter time() {
        return time;
    }

    Duration patience() {
        return PATIENCE;
    }

    /** {@return what all servers have counted or, if the database can't be reached, what this one has} */
    long together(LongSupplier count, LongSupplier alone) {
        if (failed && System.nanoTime() - nextTry < 0) {
            return alone.getAsLong();
        }
        try {
            var counted = count.getAsLong();
            if (failed) {
                failed = false;
                LOG.info("All servers count requests and sign-ins together again");
            }
            return counted;
        } catch (BucketExecutionException | StorageException e) {
            nextTry = System.nanoTime() + PAUSE.toNanos();
            if (!failed) {
                failed = true;
                LOG.warn("This server counts requests and sign-ins for itself, since the database can't be reached: {}",
                        e.getMessage());
            }
            return alone.getAsLong();
        }
    }

    @PreDestroy
    void close() {
        database.close();
    }
}
