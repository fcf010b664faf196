package org.reelgraph.storage.migrations;

import io.micronaut.context.annotation.Property;
import io.micronaut.flyway.FlywayConfigurationProperties;
import io.micronaut.flyway.FlywayMigrator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.database.DatabaseTypeRegister;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.resource.StringResource;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.StorageException;

/** The migration scripts of this program, the scripts that undo them, and Flyway, which knows which ones ran. */
@Singleton
class Scripts {

    private static final Pattern CHANGES_ROWS = Pattern.compile(
            "(\\s|--[^\\n]*\\n)*(INSERT|UPDATE|DELETE|WITH)\\b.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final FlywayConfigurationProperties settings;
    private final FlywayMigrator migrator;
    private final DataSource database;
    private final String undoFolder;

    /** @param url of the database; Flyway needs two connections, and the writer's pool has one */
    Scripts(@Named("writer") FlywayConfigurationProperties settings, FlywayMigrator migrator,
            @Property(name = "datasources.writer.url") String url,
            @Property(name = "datasources.writer.username") @Nullable String user,
            @Property(name = "datasources.writer.password") @Nullable String password,
            @Property(name = "reelgraph.undo-migrations") String undoFolder) {
        this.settings = settings;
        this.migrator = migrator;
        this.database = new FluentConfiguration().dataSource(url, user, password).getDataSource();
        this.undoFolder = undoFolder;
    }

    /** {@return Flyway's configuration, in which a script that was edited or is missing is an error} */
    FluentConfiguration configuration() {
        return settings.getFluentConfiguration().dataSource(database).target(MigrationVersion.LATEST)
                .ignoreMigrationPatterns(new String[0]);
    }

    /** Runs all scripts that are pending, as the configuration says. */
    void migrate() {
        migrator.run(settings, database);
    }

    /** Does what Flyway does on each of its connections before it runs scripts. */
    void begin(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(configuration().getInitSql());
        }
        connection.setAutoCommit(false);
    }

    /** Runs a script statement by statement, in the transaction that there is. */
    ScriptRun run(Connection connection, MigrationInfo script) throws SQLException {
        var folders = Arrays.stream(configuration().getLocations()).map(location -> location.getRootPath());
        return run(connection, script.getScript(), folders);
    }

    /**
     * Runs the script that undoes another.
     *
     * @throws StorageException if there is none
     */
    ScriptRun runUndo(Connection connection, MigrationInfo script) throws SQLException {
        return run(connection, script.getScript().replaceFirst("^V", "U"), Stream.of(undoFolder));
    }

    private ScriptRun run(Connection connection, String name, Stream<String> folders) throws SQLException {
        var begun = System.nanoTime();
        var text = folders.flatMap(folder -> text(folder + "/" + name).stream()).findFirst()
                .orElseThrow(() -> new StorageException("This program has no script " + name + "."));
        var count = 0;
        var rows = 0L;
        for (var sql : statements(connection, text)) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
                count++;
                rows += CHANGES_ROWS.matcher(sql).matches() ? Math.max(0, statement.getUpdateCount()) : 0;
            }
        }
        return new ScriptRun(name, count, rows, Duration.ofNanos(System.nanoTime() - begun));
    }

    private static List<String> text(String resource) {
        try (var found = Scripts.class.getClassLoader().getResourceAsStream(resource)) {
            return found == null ? List.of() : List.of(new String(found.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw StorageException.of("The script " + resource + " can't be read", e);
        }
    }

    private List<String> statements(Connection connection, String text) {
        var script = DatabaseTypeRegister.getDatabaseTypeForConnection(connection, configuration())
                .createSqlScriptFactory(configuration(), new ParsingContext())
                .createSqlScript(new StringResource(text), false, new NoResources());
        try (var statements = script.getSqlStatements()) {
            return Stream.generate(() -> statements).takeWhile(left -> left.hasNext()).map(left -> left.next().getSql())
                    .toList();
        }
    }

    /** A script has no files beside it that say how to run it. */
    private static final class NoResources implements ResourceProvider {

        @Override
        public @Nullable LoadableResource getResource(String name) {
            return null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return List.of();
        }
    }
}
