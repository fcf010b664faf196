package org.reelgraph.storage.postgresql;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.commands.Ended;
import org.reelgraph.testing.PostgresqlOnly;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** The program started as its owner does, where the database can't be used. */
@PostgresqlOnly
class PostgresqlStartTest {

    private static void assertRefused(Map<String, String> settings, String reason) throws Exception {
        var environment = new HashMap<>(Map.of("REELGRAPH_DATA_DIR",
                ServerTest.newFolder("PostgresqlStartTest").toString(), "MICRONAUT_SERVER_PORT", "0"));
        environment.putAll(settings);
        var ended = Ended.ofProgram(environment);
        assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.out().lines().filter(line -> !line.contains(" INFO "))).singleElement().asString()
                .contains("Reelgraph can't start. ").contains(reason).doesNotContain("s3cret");
        assertThat(ended.err()).isEmpty();
    }

    private static void assertRefused(String address, String reason) throws Exception {
        assertRefused(Map.of("REELGRAPH_DATABASE", address), reason);
    }

    @Test
    void givenWhatIsNoAddress_whenStarted_thenOneLineSaysSo() throws Exception {
        assertRefused("s3cret", "REELGRAPH_DATABASE is an address such as");
    }

    @Test
    void givenADatabaseThatIsMissing_whenStarted_thenOneLineSaysSo() throws Exception {
        assertRefused(TestDatabase.addressOnServer("postgres", "nowhere"), "There is no database postgresql://");
    }

    @Test
    void givenAHostThatDoesNotAnswer_whenStarted_thenOneLineSaysSo() throws Exception {
        int port;
        try (var unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = unused.getLocalPort();
        }

        assertRefused("postgresql://ada:s3cret@localhost:" + port + "/films", "can't be reached: Connection to");
    }

    @Test
    void givenAWrongPassword_whenStarted_thenOneLineSaysSo() throws Exception {
        TestDatabase.administer("CREATE USER strict PASSWORD 'right'");
        try (var database = TestDatabase.openEmptyLibrary();
                var statement = database.createStatement();
                var row = statement.executeQuery("SHOW hba_file")) {
            row.next();
            var rules = Path.of(row.getString(1));
            Files.writeString(rules, "host all strict all scram-sha-256\n" + Files.readString(rules));
        }
        TestDatabase.administer("SELECT pg_reload_conf()");

        assertRefused(TestDatabase.addressOnServer("strict:s3cret", "postgres"),
                "refuses the password of the user strict");
    }

    @Test
    void givenADatabaseOfAnotherEncoding_whenStarted_thenOneLineSaysSo() throws Exception {
        TestDatabase.administer("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");

        assertRefused(TestDatabase.addressOnServer("postgres", "latin"), "has the encoding LATIN1");
    }

    @Test
    void givenADatabaseOfAnotherProgram_whenStarted_thenOneLineSaysSo() throws Exception {
        TestDatabase.administer("CREATE DATABASE taken");
        try (var database = DriverManager.getConnection(
                "jdbc:" + TestDatabase.addressOnServer("postgres", "taken").replace("postgres@", "")
                        + "?user=postgres");
                var statement = database.createStatement()) {
            statement.execute("CREATE TABLE things (id int)");
        }

        assertRefused(TestDatabase.addressOnServer("postgres", "taken"), "could not be brought up to date");
    }
}
