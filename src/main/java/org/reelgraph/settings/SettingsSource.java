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
import org.reelgraph.storage.Backup;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;

/**
 * Adds the settings that the database keeps to the program's configuration, at each start: those that nothing else says.
 * What is said elsewhere has to be what the setting takes; an environment variable that is empty says nothing.
 */
@ContextConfigurer
public final class SettingsSource implements ApplicationContextConfigurer {

    static final String DATABASE = "database";
    private static final String DEFAULTS = "application";
    private static final String INSTEAD_OF_NOTHING = "defaults";

    @Override
    public void configure(ApplicationContext context) {
        var environment = context.getEnvironment();
        fillIn(environment);
        Settings.ALL.forEach(setting -> check(setting, environment));
        var folders = environment.getProperty("reelgraph.data-dir", Path.class).map(dir -> new Folders(dir, dir));
        if (folders.map(Folders::database).filter(Files::exists).isEmpty()) {
            return;
        }
        var values = new HashMap<String, Object>();
        stored(folders.get()).forEach((name, value) -> Settings.named(name)
                .filter(setting -> setting.storable() && sourceOf(setting, environment) == Origin.DEFAULT)
                .ifPresent(setting -> values.put(setting.property(), checked(setting, value))));
        if (!values.isEmpty()) {
            environment.addPropertySource(PropertySource.of(DATABASE, values));
        }
    }

    private static void fillIn(Environment environment) {
        var defaults = new HashMap<String, Object>();
        Settings.ALL.stream()
                .filter(setting -> environment.getProperty(setting.property(), String.class).filter(String::isBlank)
                        .isPresent())
                .forEach(setting -> defaultOf(setting, environment)
                        .ifPresent(value -> defaults.put(setting.property(), value)));
        if (!defaults.isEmpty()) {
            environment.addPropertySource(PropertySource.of(INSTEAD_OF_NOTHING, defaults));
        }
    }

    /** {@return by what a setting has its value} */
    static Origin sourceOf(Setting setting, Environment environment) {
        return environment.getPropertySources().stream()
                .filter(source -> says(source, setting.property()) || says(source, setting.name()))
                .map(source -> switch (source.getName()) {
                    case DATABASE -> Origin.DATABASE;
                    case DEFAULTS, INSTEAD_OF_NOTHING -> Origin.DEFAULT;
                    default -> Origin.ENVIRONMENT;
                }).min(Comparator.naturalOrder()).orElse(Origin.DEFAULT);
    }

    private static boolean says(PropertySource source, String name) {
        var value = source.get(name);
        return value != null && !String.valueOf(value).isBlank();
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
    private static Map<String, String> stored(Folders folders) {
        var file = folders.database();
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
            throw new StorageException("The settings in the database " + file + " can't be read: "
                    + StorageFailure.reasonOf(e) + ". " + new Backup(folders).wayBack(), e);
        }
    }
}
