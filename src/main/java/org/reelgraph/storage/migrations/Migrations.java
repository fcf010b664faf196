package org.reelgraph.storage.migrations;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/**
 * Migrates the database before anything uses it, as soon as the {@code writer} data source exists. That is why {@code
 * flyway.datasources.writer} has {@code enabled: false}.
 */
@Singleton
class Migrations implements BeanCreatedEventListener<DataSource>, Ordered {

    private final SchemaVersions versions;

    Migrations(SchemaVersions versions) {
        this.versions = versions;
    }

    /** Before the framework wraps the data source in one that needs a running transaction manager. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        if (event.getBeanIdentifier().getName().equals("writer")) {
            versions.bringUpToDate();
        }
        return event.getBean();
    }
}
