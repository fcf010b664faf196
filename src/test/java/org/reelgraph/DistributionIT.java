package org.reelgraph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerProcess;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The archive that the build makes, unpacked elsewhere, where the jar with which the cache was made isn't. */
@DatabaseIndependent
@DisabledOnOs(OS.WINDOWS)
class DistributionIT {

    private static final Path ARCHIVE = Path.of(System.getProperty("archive")).toAbsolutePath();
    private static final String USED = "reelgraph.aot is used";

    private static final Path TRAINED = ARCHIVE.resolveSibling("reelgraph.jar");
    private static final Path AWAY = ARCHIVE.resolveSibling("reelgraph.jar.away");

    private static Path unpacked;

    @BeforeAll
    static void unpack() throws IOException {
        unpacked = unpackedByJava(ServerTest.newFolder("DistributionIT"));
        Files.move(TRAINED, AWAY);
    }

    @AfterAll
    static void bringBack() throws IOException {
        Files.move(AWAY, TRAINED);
    }

    @Test
    void givenAnArchive_whenUnpackedByJavaAndStarted_thenTheCacheIsUsed() throws Exception {
        assertThat(logOfStart(unpacked)).anyMatch(line -> line.endsWith(USED));
    }

    @Test
    void givenAnArchive_whenUnpackedInAnotherTimeZoneAndMoved_thenTheCacheIsUsed() throws Exception {
        var folder = ServerTest.newFolder("DistributionIT");
        assumeThat(Path.of("/usr/bin/unzip")).exists();
        var unzip = new ProcessBuilder("/usr/bin/unzip", "-q", ARCHIVE.toString()).directory(folder.toFile())
                .inheritIO();
        unzip.environment().put("TZ", "Asia/Kathmandu");
        assertThat(unzip.start().waitFor()).isZero();

        var moved = Files.move(onlyFolderIn(folder), folder.resolve("moved"));

        assertThat(logOfStart(moved)).anyMatch(line -> line.endsWith(USED));
    }

    @Test
    void givenAJarOfAnotherTime_whenStarted_thenItServesAndSaysThatTheCacheIsOfAnotherJar() throws Exception {
        var folder = unpackedByJava(ServerTest.newFolder("DistributionIT"));
        Files.setLastModifiedTime(folder.resolve("reelgraph.jar"), FileTime.fromMillis(0));

        var log = logOfStart(folder);

        assertThat(log).anyMatch(line -> line.contains("reelgraph.aot isn't used: it was made for another jar"));
        assertThat(log).anyMatch(line -> line.contains("timestamp has changed"));
    }

    @Test
    void givenLittleMemory_whenStarted_thenWhatOnlyTheStartNeededIsGivenBack() throws Exception {
        var program = program(unpacked);
        program.environment().put("JAVA_OPTS", "-Xmx192m -Xlog:gc:stdout");

        try (var server = ServerProcess.start(program, ServerTest.newFolder("DistributionIT"), Map.of())) {
            var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
            while (server.log().stream().noneMatch(line -> line.contains("System.gc()"))) {
                assertThat(System.nanoTime()).as("%s", server.log()).isLessThan(end);
                Pause.briefly();
            }
        }
    }

    @Test
    void givenADistribution_whenACommandIsRun_thenItPrintsNothingElse() throws Exception {
        var process = program(unpacked, "--version").start();

        assertThat(process.inputReader().readAllAsString()).startsWith("Reelgraph ").hasLineCount(1);
        assertThat(process.errorReader().readAllAsString()).isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    private static List<String> logOfStart(Path folder) throws Exception {
        try (var server = ServerProcess.start(program(folder), ServerTest.newFolder("DistributionIT"), Map.of())) {
            assertThat(new GraphQlClient(server.uri()).data("{ libraryStats { movieCount } }")).isNotEmpty();
            return server.log();
        }
    }

    private static ProcessBuilder program(Path folder, String... args) {
        var command = new ArrayList<>(List.of(folder.resolve("reelgraph").toString()));
        command.addAll(List.of(args));
        var program = new ProcessBuilder(command);
        program.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return program;
    }

    // The permissions of files are what Java's tool doesn't give back.
    private static Path unpackedByJava(Path folder) {
        var code = ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "--extract", "--file",
                ARCHIVE.toString(), "--dir", folder.toString());
        assertThat(code).isZero();
        var unpacked = onlyFolderIn(folder);
        assertThat(unpacked.resolve("reelgraph").toFile().setExecutable(true)).isTrue();
        return unpacked;
    }

    private static Path onlyFolderIn(Path folder) {
        try (var found = Files.list(folder)) {
            return found.findFirst().orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
