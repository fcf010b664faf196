package org.reelgraph.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Ledger;
import org.reelgraph.testing.ServerProcess;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** A disk in memory that runs full. Only root may mount it; elsewhere, {@code DiskFullTest} plays one. */
@SqliteOnly
@Tag("faults")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FullDiskTest {

    private static final int BALLAST = 11_000_000;

    private final Path disk = ServerTest.newFolder("FullDiskTest");

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", disk.toString()))
                .as("a disk can be mounted").isZero();
        Files.write(disk.resolve("ballast"), new byte[BALLAST]);
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        run("umount", disk.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            return -1; // there is no such command
        }
    }

    @Test
    void givenADiskThatRunsFull_thenClientsAreTold_andOnceThereIsSpaceAllGoesOn() throws Exception {
        var ledger = new Ledger("Summary ".repeat(900));
        try (var server = ServerProcess.start(disk, Map.of("REELGRAPH_HEALTH_FREE_MEGABYTES", "1"))) {
            var admin = Accounts.admin(server.uri());
            var answer = ledger.write(admin);
            while (answer.path("errors").isEmpty()) {
                answer = ledger.write(admin);
            }
            assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("STORAGE_FULL");
            assertThat(answer.toString()).doesNotContain("SQLITE");
            assertThat(admin.data("{ libraryStats { movieCount } }").findValue("movieCount").asInt())
                    .isEqualTo(ledger.size());
            var ready = new GraphQlClient(server.uri()).get("/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).contains("\"Only 0 MB are free where the data folder lies");

            Files.delete(disk.resolve("ballast"));

            assertThat(ledger.write(admin).path("errors")).isEmpty();
            assertThat(server.stop()).isIn(0, 143);
        }
        assertThat(ledger.size()).isPositive();
        assertThat(ledger.faults(disk)).isEmpty();
        assertThat(Tables.query(disk, "PRAGMA integrity_check")).containsExactly("|ok");
    }

    @Test
    void givenNoRoomForABackup_whenOneIsMade_thenTheJobSaysSo_andNothingIsLeftOfIt() throws Exception {
        try (var server = ServerProcess.start(disk, Map.of("REELGRAPH_HEALTH_FREE_MEGABYTES", "1"))) {
            var admin = Accounts.admin(server.uri());
            var free = disk.toFile().getUsableSpace();
            Files.write(disk.resolve("more"), new byte[(int) (free - 300_000)]);
            var job = admin.data("mutation { createBackup(input: {}) { job { id } } }").findValue("id").asText();
            new Jobs(admin, disk).awaitEnd(job);

            var ended = admin.data("query($id: ID!) { job(id: $id) { state error } }", Map.of("id", job)).get("job");
            assertThat(ended.get("state").asText()).isEqualTo("FAILED");
            assertThat(ended.get("error").asText()).containsPattern("the disk is full|No space left")
                    .doesNotContain("SQLITE");
            try (var left = Files.list(disk.resolve("backups"))) {
                assertThat(left).isEmpty();
            }
        }
    }
}
