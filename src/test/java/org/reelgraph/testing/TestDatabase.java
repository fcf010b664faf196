package org.reelgraph.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;

/**
 * The database of the run, which {@code -Ddatabase=sqlite|postgresql} chooses. To each data folder belongs a database:
 * the file in it; or one of a server that the first test starts, made as a copy of one with an empty library.
 */
public final class TestDatabase {

    private static final boolean IS_POSTGRESQL = System.getProperty("database", "sqlite").equals("postgresql");
    private static final long LOCK_OF_WRITERS = 0x7265656c67726170L;
    private static final String TEMPLATE = "empty_library";
    private static final Map<Path, String> NAMES = new ConcurrentHashMap<>();

    /** The server, started when it is first asked for. It ends with the tests' JVM. */
    private static final class Server {

        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                // What a crash of the machine would lose need not be kept, and databases of a moment are not vacuumed.
                var server = EmbeddedPostgres.builder().setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off").setServerConfig("autovacuum", "off")
                        .setServerConfig("max_connections", "300").start();
                execute(server, "CREATE DATABASE " + TEMPLATE);
                Flyway.configure().dataSource(server.getDatabase("postgres", TEMPLATE))
                        .locations("classpath:migrations/postgresql").load().migrate();
                return server;
            } catch (IOException | SQLException e) {
                throw new IllegalStateException("PostgreSQL can't be started", e);
            }
        }
    }

    /** A file with an empty library, made when it is first asked for. */
    private static final class File {

        private static final Path EMPTY = create();

        private static Path create() {
            var file = ServerTest.newFolder(TEMPLATE).resolve("reelgraph.db");
            Flyway.configure().dataSource("jdbc:sqlite:" + file, null, null)
                    .locations("classpath:migrations/sqlite").load().migrate();
            return file;
        }
    }

    private TestDatabase() {
    }

    /** {@return whether the library is in PostgreSQL} */
    public static boolean isPostgresql() {
        return IS_POSTGRESQL;
    }

    /** {@return the address of a folder's database, as {@code REELGRAPH_DATABASE} takes it; none for a file} */
    public static Optional<String> address(Path folder) {
        return IS_POSTGRESQL
                ? Optional.of("postgresql://postgres@localhost:" + Server.RUNNING.getPort() + "/" + name(folder))
                : Optional.empty();
    }

    /** Puts an empty library in a folder that has none, which is sooner done than having a server make one. */
    public static void create(Path folder) {
        var file = folder.resolve("reelgraph.db");
        if (!IS_POSTGRESQL && Files.notExists(file)) {
            try {
                Files.copy(File.EMPTY, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** {@return a connection to a folder's database} */
    public static Connection open(Path folder) throws SQLException {
        return DriverManager.getConnection(IS_POSTGRESQL
                ? Server.RUNNING.getJdbcUrl("postgres", name(folder)) + "&stringtype=unspecified"
                : "jdbc:sqlite:" + folder.resolve("reelgraph.db") + "?busy_timeout=5000");
    }

    /** Begins a transaction as another program that writes, so that the server has to wait until it ends. */
    public static void beginWriting(Statement statement) throws SQLException {
        if (IS_POSTGRESQL) {
            statement.execute("BEGIN");
            statement.execute("SELECT pg_advisory_xact_lock(" + LOCK_OF_WRITERS + ")");
        } else {
            statement.execute("BEGIN IMMEDIATE");
        }
    }

    /** {@return the address of the server's database of this name, which may not exist, for a user} */
    public static String addressOnServer(String user, String name) {
        return "postgresql://" + user + "@localhost:" + Server.RUNNING.getPort() + "/" + name;
    }

    /** Runs a statement on the server's own database. */
    public static void administer(String sql) throws SQLException {
        execute(Server.RUNNING, sql);
    }

    /** {@return a connection to a new PostgreSQL database with an empty library, whatever the run's database is} */
    public static Connection openEmptyLibrary() throws SQLException {
        var name = "schema_" + System.nanoTime();
        administer("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        return DriverManager.getConnection(Server.RUNNING.getJdbcUrl("postgres", name));
    }

    private static String name(Path folder) {
        return NAMES.computeIfAbsent(folder.toAbsolutePath().normalize(), any -> {
            var name = "library_" + NAMES.size() + "_" + Math.abs(any.hashCode() % 10_000);
            try {
                execute(Server.RUNNING, "CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return name;
        });
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
