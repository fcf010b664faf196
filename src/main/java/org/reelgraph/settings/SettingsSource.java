package org.reelgraph.settings;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.annotation.ContextConfigurer;
import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.ConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import org.reelgraph.settings.declaration.DeclaredSetting;
import org.reelgraph.settings.declaration.DeclaredSettings;
import org.reelgraph.storage.EarlyConnection;

/**
 * Completes the program's configuration at each start: a setting that is neither in the environment nor on the command
 * line has the value that the database keeps, or its default. Each value is checked. An empty environment variable
 * counts as unset.
 */
@ContextConfigurer
public final class SettingsSource implements ApplicationContextConfigurer {

    static final String DATABASE = "database";
    private static final String FRAMEWORK_DEFAULTS = "application";
    private static final String DEFAULTS = "defaults";

    @Override
    public void configure(ApplicationContext context) {
        var environment = context.getEnvironment();
        fillIn(environment);
        DeclaredSettings.ALL.forEach(setting -> check(setting, environment));
        var values = new HashMap<String, Object>();
        stored(environment).forEach((name, value) -> DeclaredSettings.named(name)
                .filter(setting -> setting.storable() && sourceOf(setting, environment) == Origin.DEFAULT)
                .ifPresent(setting -> values.put(setting.property(), checked(setting, value))));
        if (!values.isEmpty()) {
            environment.addPropertySource(PropertySource.of(DATABASE, values));
        }
    }

    private static void fillIn(Environment environment) {
        var defaults = new HashMap<String, Object>();
        DeclaredSettings.ALL.stream()
                .filter(setting -> environment.getProperty(setting.property(), String.class)
                        .filter(value -> !value.isBlank()).isEmpty())
                .forEach(setting -> written(setting, environment)
                        .ifPresent(value -> defaults.put(setting.property(), value)));
        if (!defaults.isEmpty()) {
            environment.addPropertySource(PropertySource.of(DEFAULTS, defaults));
        }
    }

    /** {@return where the value of a setting comes from} */
    static Origin sourceOf(DeclaredSetting setting, Environment environment) {
        return environment.getPropertySources().stream()
                .filter(source -> says(source, setting.property()) || says(source, setting.name()))
                .map(source -> switch (source.getName()) {
                    case DATABASE -> Origin.DATABASE;
                    case FRAMEWORK_DEFAULTS, DEFAULTS -> Origin.DEFAULT;
                    default -> Origin.ENVIRONMENT;
                }).min(Comparator.naturalOrder()).orElse(Origin.DEFAULT);
    }

    private static boolean says(PropertySource source, String name) {
        var value = source.get(name);
        return value != null && !String.valueOf(value).isBlank();
    }

    /** {@return the default value of a setting} */
    static Optional<String> defaultOf(DeclaredSetting setting, Environment environment) {
        return written(setting, environment)
                .map(text -> environment.getPlaceholderResolver().resolvePlaceholders(text).orElse(text));
    }

    // The framework's own settings have their defaults in its file.
    private static Optional<String> written(DeclaredSetting setting, Environment environment) {
        return setting.defaultValue().or(() -> environment.getPropertySources().stream()
                .filter(source -> source.getName().equals(FRAMEWORK_DEFAULTS))
                .map(source -> source.get(setting.property())).filter(Objects::nonNull).map(String::valueOf)
                .findFirst());
    }

    private static void check(DeclaredSetting setting, Environment environment) {
        environment.getProperty(setting.property(), String.class)
                .filter(value -> !value.isBlank() && !setting.form().isReadable(value)).ifPresent(value -> {
                    throw new ConfigurationException(
                            setting.name() + " is " + setting.form().description() + ", not '" + value + "'.");
                });
    }

    private static String checked(DeclaredSetting setting, String value) {
        if (!setting.form().fits(value)) {
            throw new ConfigurationException("The database has '" + value + "' for " + setting.name()
                    + ", which can't be used. The environment variable of that name wins over it.");
        }
        return value;
    }

    // Before there are beans, and maybe before the database has the table.
    private static Map<String, String> stored(Environment environment) {
        var found = new HashMap<String, String>();
        if (environment.getProperty(EarlyConnection.IS_LEFT_ALONE, Boolean.class).orElse(false)) {
            return found;
        }
        ServiceLoader.load(EarlyConnection.class, SettingsSource.class.getClassLoader())
                .forEach(database -> found.putAll(stored(database, environment)));
        return found;
    }

    private static Map<String, String> stored(EarlyConnection database, Environment environment) {
        try {
            var opened = database.open(environment);
            if (opened.isEmpty()) {
                return Map.of();
            }
            try (var connection = opened.get()) {
                return stored(connection);
            }
        } catch (SQLException e) {
            throw database.unreadable(environment, e);
        }
    }

    private static Map<String, String> stored(Connection connection) throws SQLException {
        try (var table = connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(),
                "settings", new String[]{"TABLE"})) {
            if (!table.next()) {
                return Map.of();
            }
        }
        var found = new HashMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT name, value FROM settings")) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return found;
    }
}
