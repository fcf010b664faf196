package org.reelgraph.storage.migrations;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import io.micronaut.flyway.FlywayConfigurationProperties;
import io.micronaut.flyway.FlywayMigrator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.Backup;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;

/**
 * Migrates the database before anything uses it, as soon as the {@code writer} data source exists. Micronaut Flyway
 * runs pending scripts, after {@link BackupBeforeMigration} has saved the data. If no script is pending, Flyway isn't
 * called, so that a start never waits for a process that is writing. That is why {@code flyway.datasources.writer} has
 * {@code enabled: false}, and this class calls the {@link FlywayMigrator}.
 */
@Singleton
class Migrations implements BeanCreatedEventListener<DataSource>, Ordered {

    private final FlywayConfigurationProperties settings;
    private final FlywayMigrator migrator;
    private final Backup backup;
    private final DataSource database;

    /** @param url of the database; Flyway needs two connections, and the writer's pool has one */
    Migrations(@Named("writer") FlywayConfigurationProperties settings, FlywayMigrator migrator, Backup backup,
            @Property(name = "datasources.writer.url") String url,
            @Property(name = "datasources.writer.username") @Nullable String user,
            @Property(name = "datasources.writer.password") @Nullable String password) {
        this.settings = settings;
        this.migrator = migrator;
        this.backup = backup;
        this.database = new FluentConfiguration().dataSource(url, user, password).getDataSource();
    }

    /** Before the framework wraps the data source in one that needs a running transaction manager. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
        if (event.getBeanIdentifier().getName().equals("writer")) {
            bringUpToDate();
        }
        return event.getBean();
    }

    private void bringUpToDate() {
        // No pattern is ignored, so an edited or missing script stops the start.
        var configuration = settings.getFluentConfiguration().dataSource(database)
                .ignoreMigrationPatterns(new String[0]);
        var flyway = configuration.load();
        var scripts = flyway.info();
        refuseLaterVersions(scripts);
        var pending = scripts.pending();
        if (pending.length == 0) {
            run(flyway::validate, () -> "");
        } else {
            var saving = new BackupBeforeMigration(backup, pending[0].getVersion());
            configuration.callbacks(saving);
            run(() -> migrator.run(settings, database), saving::inWords);
        }
    }

    private static void run(Runnable work, Supplier<String> saved) {
        try {
            work.run();
        } catch (FlywayException e) {
            if (e.getCause() instanceof StorageException ofBackup) {
                throw ofBackup;
            }
            throw new StorageException("The database could not be brought up to date" + saved.get() + ": "
                    + StorageFailure.of(e).map(failure -> failure.inWords() + ".").orElse(e.getMessage()), e);
        }
    }

    private static void refuseLaterVersions(MigrationInfoService scripts) {
        for (var script : scripts.applied()) {
            if (script.getState() == MigrationState.FUTURE_SUCCESS
                    || script.getState() == MigrationState.FUTURE_FAILED) {
                throw new StorageException("The database is of a later version than this program: it has seen "
                        + script.getScript() + ". Start the version it comes from, or go back to a backup.");
            }
        }
    }
}
