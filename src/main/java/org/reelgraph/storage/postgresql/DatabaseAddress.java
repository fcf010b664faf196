package org.reelgraph.storage.postgresql;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.value.PropertyResolver;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.util.HostSpec;
import org.reelgraph.settings.declaration.Setting;
import org.reelgraph.storage.StorageException;

/**
 * Where the database is, and as whom it is used.
 *
 * @param url      for JDBC, without user and password
 * @param user     the user
 * @param password the password; empty where none is needed
 * @param timeout  how long a connection may take to be made, unless the address says so
 */
@Introspected
@Setting(property = "reelgraph.database", secret = true,
        description = "The PostgreSQL database (version 14 or later) that holds the library, as"
                + " `postgresql://user:password@host:5432/name` or as a JDBC URL. Options of PostgreSQL's JDBC driver, such as"
                + " `?sslmode=verify-full`, may follow.",
        values = "an address", otherwise = "The library is in a file of the data folder.")
@Setting(property = "reelgraph.database-password", secret = true,
        description = "The password for `REELGRAPH_DATABASE`, if that doesn't have it.", values = "a password")
@Setting(property = "reelgraph.database-password-file",
        description = "A file with the password for `REELGRAPH_DATABASE`.", values = "a file")
@Setting(property = "reelgraph.database-read", secret = true,
        description = "A [replica](operating.md#replicas) of this database, which answers queries. In the same form; user"
                + " and password are those of `REELGRAPH_DATABASE` unless it has others.",
        values = "an address", otherwise = "The database answers all queries.")
record DatabaseAddress(String url, String user, String password, Duration timeout) {

    private static final Pattern FORM = Pattern.compile(
            "(?:jdbc:)?postgres(?:ql)?://(?:([^@/?:]*)(?::([^@/?]*))?@)?([^@/?]+)/([^?/]+)(\\?.*)?");
    private static final Pattern CREDENTIAL = Pattern.compile("[?&](user|password)=([^&]*)");
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);
    // Where a replica doesn't answer soon, the database does. Of several, each serves a share.
    private static final String OPTIONS_OF_REPLICAS = "&loadBalanceHosts=true&connectTimeout=2&socketTimeout=10";

    /**
     * {@return the address that the settings give; empty if the library isn't in PostgreSQL}
     *
     * @throws ConfigurationException if it isn't one; the message doesn't repeat it, because it may hold a password
     */
    static Optional<DatabaseAddress> in(PropertyResolver settings) {
        return text(settings, "reelgraph.database").map(address -> of(settings, address, "REELGRAPH_DATABASE", "",
                () -> System.getProperty("user.name"),
                () -> text(settings, "reelgraph.database-password")
                        .or(() -> text(settings, "reelgraph.database-password-file").map(DatabaseAddress::firstLine))
                        .orElse("")));
    }

    /**
     * {@return the address of the database's replicas; empty if there are none} They have the database's users.
     *
     * @throws ConfigurationException as above, or if there is no such database
     */
    static Optional<DatabaseAddress> ofReplica(PropertyResolver settings) {
        return text(settings, "reelgraph.database-read").map(address -> {
            var database = in(settings).orElseThrow(() -> new ConfigurationException(
                    "REELGRAPH_DATABASE_READ names a replica, but REELGRAPH_DATABASE doesn't name its database."));
            return of(settings, address, "REELGRAPH_DATABASE_READ", OPTIONS_OF_REPLICAS, database::user,
                    database::password);
        });
    }

    private static DatabaseAddress of(PropertyResolver settings, String address, String variable, String defaults,
            Supplier<String> userElse,
            Supplier<String> passwordElse) {
        var parts = FORM.matcher(address.strip());
        if (!parts.matches()) {
            throw new ConfigurationException(variable + " is an address such as"
                    + " postgresql://user:password@host:5432/name, and what it holds isn't.");
        }
        var query = Optional.ofNullable(parts.group(5)).orElse("");
        var user = Optional.ofNullable(parts.group(1)).map(text -> decoded(text, variable))
                .or(() -> option(query, "user", variable)).orElseGet(userElse);
        var password = Optional.ofNullable(parts.group(2)).map(text -> decoded(text, variable))
                .or(() -> option(query, "password", variable)).orElseGet(passwordElse);
        // Of an option that is given twice, the driver takes the last.
        var others = (defaults + CREDENTIAL.matcher(query).replaceAll("").replaceFirst("^[?&]", "&"))
                .replaceFirst("^&", "?");
        var url = "jdbc:postgresql://" + parts.group(3) + "/" + parts.group(4) + others;
        if (Driver.parseURL(url, new Properties()) == null) {
            throw new ConfigurationException(variable + " can't be used: its host, port or options are none.");
        }
        return new DatabaseAddress(url, user, password,
                settings.getProperty(DatabaseLimits.TIMEOUT, Duration.class).orElse(DEFAULT_TIMEOUT));
    }

    private static Optional<String> text(PropertyResolver settings, String property) {
        return settings.getProperty(property, String.class).filter(value -> !value.isBlank());
    }

    private static Optional<String> option(String query, String name, String variable) {
        return CREDENTIAL.matcher(query).results().filter(option -> option.group(1).equals(name))
                .map(option -> decoded(option.group(2), variable)).findFirst();
    }

    // Unlike in forms, a plus is a plus.
    private static String decoded(String text, String variable) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(variable + " has a '%' that stands for no character: write it as %25.");
        }
    }

    private static String firstLine(String file) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw StorageException.of("The file " + file + " (REELGRAPH_DATABASE_PASSWORD_FILE) can't be read", e);
        }
    }

    /** {@return the database in words, without password} */
    String inWords() {
        return url.substring("jdbc:".length()).replaceFirst("\\?.*", "");
    }

    /** {@return what the driver needs to know to connect, from this address or by default} */
    Properties properties() {
        var defaults = new Properties();
        PGProperty.CONNECT_TIMEOUT.set(defaults, secondsToConnect());
        PGProperty.TCP_KEEP_ALIVE.set(defaults, true);
        PGProperty.SOCKET_FACTORY.set(defaults, BlockingSockets.class.getName());
        PGProperty.APPLICATION_NAME.set(defaults, "reelgraph");
        // The column or function says of which type a text is, as elsewhere.
        PGProperty.STRING_TYPE.set(defaults, "unspecified");
        // The program runs few different statements, and each often.
        PGProperty.PREPARE_THRESHOLD.set(defaults, 1);
        // An answer of many rows arrives in parts.
        PGProperty.DEFAULT_ROW_FETCH_SIZE.set(defaults, 1000);
        PGProperty.REWRITE_BATCHED_INSERTS.set(defaults, true);
        var properties = Objects.requireNonNull(Driver.parseURL(url, defaults),
                "An address that can't be used is none.");
        PGProperty.USER.set(properties, user);
        if (!password.isEmpty()) {
            PGProperty.PASSWORD.set(properties, password);
        }
        return properties;
    }

    /** {@return the same for a connection that gives up a server that is silent for longer than it takes to connect} */
    Properties impatientProperties() {
        var properties = properties();
        PGProperty.SOCKET_TIMEOUT.set(properties, secondsToConnect());
        return properties;
    }

    // To the driver, 0 is for ever, and more than some weeks are too much.
    private int secondsToConnect() {
        return (int) Math.clamp(timeout.plusSeconds(1).minusNanos(1).toSeconds(), 1, LONGEST_TIMEOUT.toSeconds());
    }

    /** {@return the hosts in these properties} */
    static HostSpec[] hosts(Properties properties) {
        var hosts = String.valueOf(PGProperty.PG_HOST.getOrDefault(properties)).split(",");
        var ports = String.valueOf(PGProperty.PG_PORT.getOrDefault(properties)).split(",");
        return IntStream.range(0, hosts.length)
                .mapToObj(i -> new HostSpec(hosts[i], Integer.parseInt(ports[Math.min(i, ports.length - 1)])))
                .toArray(HostSpec[]::new);
    }

    @Override
    public String toString() {
        return inWords();
    }
}
