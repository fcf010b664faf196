package org.reelgraph.storage.postgresql;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.value.MapPropertyResolver;
import io.micronaut.core.value.PropertyResolver;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.copy.CopyAddress;
import org.reelgraph.storage.copy.CopyTarget;
import org.reelgraph.storage.migrations.StoredData;

/** A database on a server. The copy is one transaction, so that nothing unfinished can be left there. */
final class ServerTarget implements CopyTarget {

    private static final Pattern FORM = Pattern.compile("(jdbc:)?postgres(ql)?:.*");

    private final Map<String, Object> settings;
    private final DatabaseLimits limits;
    private final String place;

    private ServerTarget(CopyAddress address, DatabaseLimits limits) {
        this.limits = limits;
        this.settings = Map.of("reelgraph.database", address.text(), "reelgraph.database-password",
                address.password().orElse(""), "reelgraph.database-password-file", address.passwordFile().orElse(""));
        try {
            this.place = DatabaseAddress.in(resolver()).orElseThrow().inWords();
        } catch (ConfigurationException | StorageException e) {
            throw inWordsOfCommand(e);
        }
    }

    // Elsewhere, the address is a setting.
    private static StorageException inWordsOfCommand(RuntimeException failure) {
        return new StorageException(String.valueOf(failure.getMessage())
                .replace("REELGRAPH_DATABASE_PASSWORD_FILE", "--password-file")
                .replaceAll("REELGRAPH_DATABASE(?!_)", "--to"),
                failure);
    }

    /** Finds databases by their addresses. */
    @Singleton
    static final class ServerTargets implements Kind {

        private final PropertyResolver program;

        ServerTargets(PropertyResolver program) {
            this.program = program;
        }

        @Override
        public Optional<CopyTarget> at(CopyAddress address) {
            return FORM.matcher(address.text()).matches()
                    ? Optional.of(new ServerTarget(address, DatabaseLimits.in(program)))
                    : Optional.empty();
        }

        @Override
        public String form() {
            return "postgresql://USER:PASSWORD@HOST:PORT/NAME";
        }
    }

    private PropertyResolver resolver() {
        var all = new HashMap<>(limits.asSettings());
        all.putAll(settings);
        return new MapPropertyResolver(all, ConversionService.SHARED);
    }

    @Override
    public String inWords() {
        return place;
    }

    // Before anything is opened, which would bring somebody's older library up to date.
    @Override
    public void prepare() {
        try (var database = connection()) {
            if (StoredData.isIn(database)) {
                throw new StorageException("The database " + place + " holds data already. Name an empty one.");
            }
        } catch (SQLException e) {
            throw new StorageException("The database " + place + " can't be read: " + StorageFailure.reasonOf(e) + ".",
                    e);
        }
    }

    private Connection connection() throws SQLException {
        try {
            return new PostgresqlEarlyConnection().open(resolver()).orElseThrow();
        } catch (StorageException e) {
            throw inWordsOfCommand(e);
        }
    }

    @Override
    public Map<String, Object> settings() {
        return settings;
    }

    @Override
    public void finish() {
        // The transaction was all of it.
    }

    @Override
    public void close() {
        // There is nothing to remove.
    }
}
