package org.reelgraph.storage.postgresql;

import io.micronaut.core.value.MapPropertyResolver;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.reelgraph.commands.Ended;
import org.reelgraph.storage.StorageException;
import org.reelgraph.testing.PostgresqlOnly;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The program started as its owner does, where the database can't be used. */
@PostgresqlOnly
class PostgresqlStartTest {

    private static Ended startedOn(String address) throws Exception {
        return Ended.ofProgram(Map.of("REELGRAPH_DATA_DIR", ServerTest.newFolder("PostgresqlStartTest").toString(),
                "MICRONAUT_SERVER_PORT", "0", "REELGRAPH_DATABASE", address, "REELGRAPH_DATABASE_WAIT", "1s"));
    }

    private static void assertRefused(String address, String reason) throws Exception {
        var ended = startedOn(address);
        assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.out().lines().filter(line -> !line.contains(" INFO "))).singleElement().asString()
                .contains("Reelgraph can't start. ").contains(reason).doesNotContain("s3cret");
        assertThat(ended.err()).isEmpty();
    }

    // As the program does it first, in this process.
    private static void assertNotOpened(String address, String reason) {
        var settings = Map.<String, Object>of("reelgraph.database", address, "reelgraph.database-wait", "60s",
                "reelgraph.database-timeout", "5s", "reelgraph.database-statement-timeout", "5m",
                "reelgraph.database-connections", "8");
        assertThatThrownBy(() -> new PostgresqlEarlyConnection().open(new MapPropertyResolver(settings)))
                .isInstanceOf(StorageException.class).hasMessageContaining(reason);
    }

    private static Connection open(String name) throws SQLException {
        return DriverManager.getConnection("jdbc:" + TestDatabase.addressOnServer("postgres", name)
                .replace("postgres@", "") + "?user=postgres");
    }

    private static String unreachable() throws IOException {
        try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "postgresql://ada:s3cret@localhost:" + unused.getLocalPort() + "/films";
        }
    }

    @Test
    void givenWhatIsNoAddress_whenStarted_thenOneLineSaysSo() throws Exception {
        assertRefused("s3cret", "REELGRAPH_DATABASE is an address such as");
    }

    @Test
    void givenADatabaseThatIsMissing_whenOpened_thenTheReasonIsSaid() throws Exception {
        assertNotOpened(TestDatabase.addressOnServer("postgres", "nowhere"), "There is no database postgresql://");
    }

    @Test
    void givenAHostThatDoesNotAnswer_whenStarted_thenTheLogSaysWhatItWaitsForAndThenThatItGivesUp() throws Exception {
        var ended = startedOn(unreachable());

        assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.out().lines().filter(line -> !line.contains(" INFO "))).satisfiesExactly(
                waits -> assertThat(waits).contains("Waiting for up to 1 s", "postgresql://localhost:"),
                givesUp -> assertThat(givesUp).contains("Reelgraph can't start. ", "can't be reached: Connection to"));
        assertThat(ended.toString()).doesNotContain("s3cret");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void givenAHostThatDoesNotAnswer_whenACommandRuns_thenItGivesUpLikewise() throws Exception {
        System.setProperty("reelgraph.database", unreachable());
        System.setProperty("reelgraph.database-wait", "1s");
        try {
            var ended = Ended.of("user", "list");

            assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
            assertThat(ended.err()).startsWith("Reelgraph can't start. ").contains("can't be reached").hasLineCount(1);
        } finally {
            System.clearProperty("reelgraph.database");
            System.clearProperty("reelgraph.database-wait");
        }
    }

    @Test
    void givenAServerThatIsStartingUp_whenOpened_thenItIsWaitedFor() throws Exception {
        try (var starting = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var threads = Executors.newSingleThreadExecutor()) {
            var address = "postgresql://ada@localhost:" + starting.getLocalPort() + "/films";
            var opening = threads.submit(() -> assertNotOpened(address, "28000"));
            answer(starting, "57P03");
            answer(starting, "28000"); // at once, unlike the one before
            opening.get();
        }
    }

    // Accepts a connection, and refuses it with an error of PostgreSQL's protocol. Its message is the code, too.
    private static void answer(ServerSocket server, String code) throws IOException {
        try (var socket = server.accept()) {
            var in = new DataInputStream(socket.getInputStream());
            var out = new DataOutputStream(socket.getOutputStream());
            in.skipNBytes(in.readInt() - Integer.BYTES);
            if (in.available() == 0) {
                // It asks for encryption first.
                out.writeByte('N');
                in.skipNBytes(in.readInt() - Integer.BYTES);
            }
            var fields = "SFATAL\0C" + code + "\0M" + code + "\0\0";
            out.writeByte('E');
            out.writeInt(Integer.BYTES + fields.length());
            out.write(fields.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void givenAWrongPassword_whenOpened_thenTheReasonIsSaid() throws Exception {
        TestDatabase.administer("CREATE USER strict PASSWORD 'right'");
        try (var database = TestDatabase.openEmptyLibrary();
                var statement = database.createStatement();
                var row = statement.executeQuery("SHOW hba_file")) {
            row.next();
            var rules = Path.of(row.getString(1));
            Files.writeString(rules, "host all strict all scram-sha-256\n" + Files.readString(rules));
        }
        TestDatabase.administer("SELECT pg_reload_conf()");

        assertNotOpened(TestDatabase.addressOnServer("strict:s3cret", "postgres"),
                "refuses the password of the user strict");
    }

    @Test
    void givenADatabaseOfAnotherEncoding_whenOpened_thenTheReasonIsSaid() throws Exception {
        TestDatabase.administer("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");

        assertNotOpened(TestDatabase.addressOnServer("postgres", "latin"), "has the encoding LATIN1");
    }

    @Test
    void givenADatabaseOfAnotherProgram_whenOpened_thenTheReasonIsSaid() throws Exception {
        TestDatabase.administer("CREATE DATABASE taken");
        try (var database = open("taken"); var statement = database.createStatement()) {
            statement.execute("CREATE TABLE things (id int)");
        }

        assertNotOpened(TestDatabase.addressOnServer("postgres", "taken"),
                "is another program's: it has the table things");
    }

    @Test
    void givenAUserWhoMayNotMakeTables_whenOpened_thenTheReasonIsSaid() throws Exception {
        TestDatabase.administer("CREATE USER guest");
        TestDatabase.administer("CREATE DATABASE closed");
        try (var database = open("closed"); var statement = database.createStatement()) {
            statement.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");

            assertNotOpened(TestDatabase.addressOnServer("guest", "closed"),
                    "doesn't let the user guest make tables in the schema public");

            statement.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
            assertNotOpened(TestDatabase.addressOnServer("guest", "closed"), "doesn't let the user guest make tables.");
        }
    }

    @Test
    void givenALibraryThatTheUserMayOnlyRead_whenOpened_thenTheReasonIsSaid() throws Exception {
        TestDatabase.administer("CREATE USER reader");
        try (var database = TestDatabase.openEmptyLibrary(); var statement = database.createStatement()) {
            statement.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader");

            assertNotOpened(TestDatabase.addressOnServer("reader", database.getCatalog()),
                    "doesn't let the user reader read and write the table ");
        }
    }

    @Test
    void givenAnOldServer_orAStandby_thenTheReasonIsSaid() {
        var good = new DatabaseState(140_005, "14.5", "UTF8", false, "ada", "public", true, false, null, null);
        var old = new DatabaseState(130_021, "13.21", "UTF8", false, "ada", "public", true, false, null, null);
        var standby = new DatabaseState(180_000, "18.0", "UTF8", true, "ada", "public", true, true, null, null);

        assertThat(good.objection()).isEmpty();
        assertThat(old.objection()).contains("is of PostgreSQL 13.21, and Reelgraph needs 14 or later.");
        assertThat(standby.objection().orElseThrow()).startsWith("is a standby");
    }
}
