package org.reelgraph;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.commands.Ended;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The program started as its owner does, where it can't serve. */
@SqliteOnly
class StartTest {

    private static Ended start(Map<String, String> settings) throws Exception {
        var environment = new HashMap<>(Map.of("REELGRAPH_DATA_DIR", ServerTest.newFolder("StartTest").toString(),
                "MICRONAUT_SERVER_PORT", "0"));
        environment.putAll(settings);
        return Ended.ofProgram(environment);
    }

    private static void assertRefused(Ended ended, String reason) {
        assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
        assertThat(ended.out().lines().filter(line -> !line.contains(" INFO ") && !line.contains("set-up token")))
                .singleElement().asString().contains("Reelgraph can't start. ").contains(reason);
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void givenAPortThatIsTaken_whenStarted_thenOneLineSaysSo() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());

            assertRefused(start(Map.of("MICRONAUT_SERVER_PORT", port)),
                    "127.0.0.1:" + port + ": Address already in use");
        }
    }

    @Test
    void givenADataFolderThatIsAFile_whenStarted_thenOneLineSaysSo() throws Exception {
        var file = Files.createFile(ServerTest.newFolder("StartTest").resolve("file"));

        assertRefused(start(Map.of("REELGRAPH_DATA_DIR", file.toString())),
                "(REELGRAPH_DATA_DIR) can't be made: there is a file of that name.");
    }

    // Which settings can't be, and what is said about each, StartFailureTest tells.
    @Test
    void givenASettingThatCanNotBe_whenStarted_thenOneLineNamesIt() throws Exception {
        assertRefused(start(Map.of("REELGRAPH_DURABILITY", "maybe")),
                "REELGRAPH_DURABILITY is full or normal, not 'maybe'.");
    }

    @Test
    void givenADatabaseThatIsDamaged_whenStarted_thenOneLineSaysSo() throws Exception {
        var folder = ServerTest.newFolder("StartTest");
        Files.write(folder.resolve("reelgraph.db"), new byte[8_192]);
        Files.writeString(folder.resolve("reelgraph.db"), "damaged", StandardOpenOption.WRITE);

        assertRefused(start(Map.of("REELGRAPH_DATA_DIR", folder.toString())), "the database is damaged");
    }

    // A disk without space is played by a database that may not grow.
    @Test
    void givenADiskWithoutSpace_whenStarted_thenOneLineSaysSo() throws Exception {
        assertRefused(start(Map.of("DATASOURCES_WRITER_URL",
                "jdbc:sqlite:${reelgraph.data-dir}/reelgraph.db?journal_mode=WAL&transaction_mode=IMMEDIATE&max_page_count=9")),
                "could not be brought up to date: the disk is full.");
    }

    @Test
    void givenADatabaseThatCanOnlyBeRead_whenStarted_thenOneLineSaysSo() throws Exception {
        var folder = ServerTest.newFolder("StartTest");
        var database = Files.createFile(folder.resolve("reelgraph.db")).toFile();
        assumeThat(database.setReadOnly() && !database.canWrite()).as("who runs this can be kept from writing")
                .isTrue();

        assertRefused(start(Map.of("REELGRAPH_DATA_DIR", folder.toString())), "reelgraph.db can't be read and written");
    }
}
