package org.reelgraph.storage;

import com.zaxxer.hikari.SQLExceptionOverride;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/** Has both pools tell which failures their statements meet. */
@Singleton
class Pools implements BeanCreatedEventListener<DatasourceConfiguration> {

    private final DatabaseHealth health;
    private final LostTransaction lostTransaction;

    Pools(DatabaseHealth health, LostTransaction lostTransaction) {
        this.health = health;
        this.lostTransaction = lostTransaction;
    }

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        var pool = event.getBean();
        if (pool.getName().equals("writer")) {
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
}
