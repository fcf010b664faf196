package org.reelgraph.storage.postgresql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;

/** A database and a replica that follows it, each on a server of its own. */
final class ReplicatedDatabase implements AutoCloseable {

    private static final String WRITTEN = "SELECT pg_current_wal_flush_lsn()";
    private static final String COMMIT = "SELECT pg_logical_emit_message(true, 'test', '')";

    private final EmbeddedPostgres primary;
    private final Path folder;
    private EmbeddedPostgres replica;

    private ReplicatedDatabase(EmbeddedPostgres primary, Path folder) throws IOException {
        this.primary = primary;
        this.folder = folder;
        this.replica = server().setDataDirectory(folder).setCleanDataDirectory(false).start();
    }

    /** {@return the two, once both run} */
    static ReplicatedDatabase start() {
        try {
            var data = ServerTest.newFolder("primary");
            var primary = server().setDataDirectory(data).start();
            return new ReplicatedDatabase(primary, copy(primary, data));
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("PostgreSQL can't be started", e);
        }
    }

    private static EmbeddedPostgres.Builder server() {
        return EmbeddedPostgres.builder().setServerConfig("fsync", "off").setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_standby_streaming_delay", "0");
    }

    private static Path copy(EmbeddedPostgres primary, Path data) throws IOException, SQLException {
        var copy = ServerTest.newFolder("replica");
        try (var connection = primary.getPostgresDatabase().getConnection()) {
            value(connection, "SELECT pg_backup_start('copy', true)");
            try (var files = Files.walk(data)) {
                for (var file : files.filter(each -> !each.equals(data) && !each.endsWith("postmaster.pid")).toList()) {
                    Files.copy(file, copy.resolve(data.relativize(file)));
                }
            }
            Files.writeString(copy.resolve("backup_label"),
                    value(connection, "SELECT labelfile FROM pg_backup_stop(false)"));
        }
        Files.writeString(copy.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=" + primary.getPort() + " user=postgres'\n",
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.createFile(copy.resolve("standby.signal"));
        return copy;
    }

    /** {@return the database's address, as {@code REELGRAPH_DATABASE} takes it} */
    String address() {
        return "postgresql://postgres@localhost:" + primary.getPort() + "/postgres";
    }

    /** {@return the replica's address, as {@code REELGRAPH_DATABASE_READ} takes it} */
    String addressOfReplica() {
        return addressOfReplica("postgres");
    }

    /** {@return the address of one of the replica's databases} */
    String addressOfReplica(String name) {
        return "postgresql://localhost:" + replica.getPort() + "/" + name;
    }

    /** {@return a connection to the database} */
    Connection open() throws SQLException {
        return primary.getPostgresDatabase().getConnection();
    }

    /** {@return the one value that a statement gives at the database} */
    String ask(String sql) throws SQLException {
        try (var connection = open()) {
            return value(connection, sql);
        }
    }

    /** {@return the one value that a statement gives at the replica} */
    String askReplica(String sql) throws SQLException {
        try (var connection = replica.getPostgresDatabase().getConnection()) {
            return value(connection, sql);
        }
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Has the replica stay as it is, with all that is written by now. */
    void pause() throws Exception {
        catchUp();
        askReplica("SELECT CAST(pg_wal_replay_pause() AS text)");
        await(() -> askReplica("SELECT pg_get_wal_replay_pause_state()").equals("paused"));
    }

    /** Has the replica go on, and waits until it has all that is written by now. */
    void resume() throws Exception {
        askReplica("SELECT CAST(pg_wal_replay_resume() AS text)");
        catchUp();
    }

    /** Sees to it that what is written and not committed yet reaches the replica too. */
    void send() throws SQLException {
        ask(COMMIT);
    }

    private void catchUp() throws Exception {
        send();
        var written = ask(WRITTEN);
        await(() -> askReplica("SELECT pg_last_wal_replay_lsn() >= '" + written + "'").equals("t"));
    }

    /** Stops the replica's server. */
    void stopReplica() throws IOException {
        replica.close();
    }

    /** Starts the replica's server again. */
    void startReplica() throws IOException {
        replica = server().setPort(replica.getPort()).setDataDirectory(folder).setCleanDataDirectory(false).start();
    }

    /** Waits until something is so, for half a minute at most. */
    static void await(Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It did not become so in half a minute.");
            }
            Pause.briefly();
        }
    }

    @Override
    public void close() throws IOException {
        try (primary) {
            replica.close();
        }
    }
}
