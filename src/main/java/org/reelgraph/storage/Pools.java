package org.reelgraph.storage;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** Gives the writer's pool its connections, and has both pools tell which failures their statements meet. */
@Singleton
class Pools implements BeanCreatedEventListener<DatasourceConfiguration> {

    private final DatabaseFile file;
    private final LockWaits waits;
    private final DatabaseHealth health;
    private final LostTransaction lostTransaction;
    private final LogMark mark;

    Pools(DatabaseFile file, LockWaits waits, DatabaseHealth health, LostTransaction lostTransaction, LogMark mark) {
        this.mark = mark;
        this.file = file;
        this.waits = waits;
        this.health = health;
        this.lostTransaction = lostTransaction;
    }

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        var pool = event.getBean();
        if (pool.getName().equals("writer")) {
            mark.report();
            pool.setDataSource(writer(pool.getJdbcUrl()));
            pool.setExceptionOverride(lostTransaction);
        } else {
            pool.setExceptionOverride(new SQLExceptionOverride() {
                @java.lang.Override
                public Override adjudicate(SQLException failure) {
                    health.note(failure);
                    return Override.CONTINUE_EVICT;
                }
            });
        }
        return pool;
    }

    private SQLiteDataSource writer(String url) {
        var connections = new SQLiteDataSource() {
            @Override
            public SQLiteConnection getConnection(@Nullable String user, @Nullable String password)
                    throws SQLException {
                return new WriterConnection(getUrl(), new Properties(), file, waits);
            }
        };
        connections.setUrl(url);
        return connections;
    }
}
