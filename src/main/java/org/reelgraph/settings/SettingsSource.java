package org.reelgraph.settings;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.reelgraph.storage.StorageException;

/**
 * Adds the settings that the database keeps to the program's configuration, at each start: those that nothing else says.
 * What is said elsewhere has to be what the setting takes.
 */
@ContextConfigurer
public final class SettingsSource implements ApplicationContextConfigurer {

    static final String DATABASE = "database";
    private static final String DEFAULTS = "application";

    @Override
    public void configure(ApplicationContext context) {
        var environment = context.getEnvironment();
        Settings.ALL.forEach(setting -> check(setting, environment));
        var file = environment.getProperty("reelgraph.data-dir", Path.class).map(dir -> dir.resolve("reelgraph.db"));
        if (file.filter(Files::exists).isEmpty()) {
            return;
        }
        var values = new HashMap<String, Object>();
        stored(file.get()).forEach((name, value) -> Settings.named(name)
                .filter(setting -> setting.storable() && sourceOf(setting, environment) == Origin.DEFAULT)
                .ifPresent(setting -> values.put(setting.property(), checked(setting, value))));
        if (!values.isEmpty()) {
            environment.addPropertySource(PropertySource.of(DATABASE, values));
        }
    }

    /** {@return by what a setting has its value} */
    static Origin sourceOf(Setting setting, Environment environment) {
        return environment.getPropertySources().stream()
                .filter(source -> source.get(setting.property()) != null || source.get(setting.name()) != null)
                .map(source -> switch (source.getName()) {
                    case DATABASE -> Origin.DATABASE;
                    case DEFAULTS -> Origin.DEFAULT;
                    default -> Origin.ENVIRONMENT;
                }).min(Comparator.naturalOrder()).orElse(Origin.DEFAULT);
    }

    /** {@return the value that a setting has where nothing says otherwise} */
    static Optional<String> defaultOf(Setting setting, Environment environment) {
        return environment.getPropertySources().stream().filter(source -> source.getName().equals(DEFAULTS))
                .map(source -> source.get(setting.property())).filter(Objects::nonNull).map(String::valueOf)
                .map(text -> environment.getPlaceholderResolver().resolvePlaceholders(text).orElse(text)).findFirst();
    }

    private static void check(Setting setting, Environment environment) {
        setting.form().ifPresent(form -> environment.getProperty(setting.property(), String.class)
                .filter(value -> !value.isBlank() && !form.isReadable(value)).ifPresent(value -> {
                    throw new ConfigurationException(
                            setting.name() + " is " + form.description() + ", not '" + value + "'.");
                }));
    }

    private static String checked(Setting setting, String value) {
        if (setting.form().filter(form -> form.fits(value)).isEmpty()) {
            throw new ConfigurationException("The database has '" + value + "' for " + setting.name()
                    + ", which can't be used. The environment variable of that name wins over it.");
        }
        return value;
    }

    // Before there are beans, and maybe before the database has the table.
    private static Map<String, String> stored(Path file) {
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + file + "?open_mode=1&busy_timeout=5000");
                var statement = database.createStatement()) {
            try (var table = statement.executeQuery(
                    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'settings'")) {
                if (!table.next()) {
                    return Map.of();
                }
            }
            try (var rows = statement.executeQuery("SELECT name, value FROM settings")) {
                var found = new HashMap<String, String>();
                while (rows.next()) {
                    found.put(rows.getString(1), rows.getString(2));
                }
                return found;
            }
        } catch (SQLException e) {
            throw new StorageException("The settings in the database " + file + " can't be read: " + e.getMessage(),
                    e);
        }
    }
}
