package org.reelgraph.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerProcess;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Servers that are killed while they write the files of their mirror. How often: {@code -Dkills=200}. */
@Tag("database")
@Tag("faults")
@Timeout(value = 2, unit = TimeUnit.HOURS)
class KilledMirrorTest {

    private static final int KILLS = Integer.getInteger("kills", 1);
    private static final int WRITERS = 2;
    private static final double LATEST = TimeUnit.MILLISECONDS.toNanos(1_500);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random();
    private final AtomicInteger numbers = new AtomicInteger();

    @Test
    void givenAMirrorUnderWay_whenTheServerIsKilled_thenFilesAreWholeAndTheNextServerSettlesWhatIsOwed()
            throws Exception {
        var folder = ServerTest.newFolder("KilledMirrorTest");
        TestDatabase.create(folder);
        var mirror = Files.createDirectories(folder.resolve("mirror")).toAbsolutePath();
        for (var kill = 0; kill < KILLS; kill++) {
            try (var server = start(folder, mirror)) {
                var admin = Accounts.admin(server.uri());
                assertSettles(admin, folder, mirror, kill);
                var writers = new ArrayList<CompletableFuture<Void>>();
                for (var i = 0; i < WRITERS; i++) {
                    writers.add(CompletableFuture.runAsync(() -> write(admin)));
                }
                LockSupport.parkNanos((long) (random.nextDouble() * LATEST));
                server.kill();
                writers.forEach(CompletableFuture::join);
            }
            assertWhole(mirror, kill);
        }
        try (var server = start(folder, mirror)) {
            assertSettles(Accounts.admin(server.uri()), folder, mirror, KILLS);
        }
    }

    private static ServerProcess start(Path folder, Path mirror) throws IOException {
        return ServerProcess.start(folder, Map.of("REELGRAPH_MEDIAOS_MIRROR", mirror.toString()));
    }

    // Until the server is gone.
    private void write(GraphQlClient admin) {
        try {
            while (true) {
                var number = numbers.incrementAndGet();
                admin.data("mutation { createWantedItem(input: {kind: BOOK, title: \"Wanted " + number
                        + "\"}) { userErrors { code } } importMovies(input: {source: \"mediaos\", movies: [{ratingKey: \"k"
                        + number + "\", title: \"Movie " + number + "\"}]}) { created } }");
            }
        } catch (UncheckedIOException e) {
            assertThat(e).isNotNull();
        }
    }

    private static void assertWhole(Path mirror, int kill) throws IOException {
        try (Stream<Path> files = Files.list(mirror)) {
            for (var file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
                assertThat(JSON.readTree(file.toFile()).isObject()).as("%s after kill %d", file, kill).isTrue();
            }
        }
    }

    private static void assertSettles(GraphQlClient admin, Path folder, Path mirror, int kill) throws IOException {
        var end = Instant.now().plus(PATIENCE);
        var states = new ArrayList<String>();
        while (states.isEmpty() || !states.getLast().equals("IN_SYNC")) {
            states.add(admin.data("{ mirrorStatus { state } }").at("/mirrorStatus/state").asText());
            assertThat(states.getLast()).as("after kill %d", kill).isIn("IN_SYNC", "OWING");
            assertThat(Instant.now()).as("kill %d: %s", kill, List.copyOf(states)).isBefore(end);
            Pause.briefly();
        }
        var job = admin.data("mutation { checkMirror(input: {}) { job { id } } }").findValue("id").asText();
        new Jobs(admin, folder).awaitEnd(job);
        assertThat(admin.data("query($id: ID!) { node(id: $id) { ... on MirrorCheckJob { state error"
                + " log(first: 20) { edges { node { message } } } } } }", Map.of("id", job)).toString())
                .as("after kill %d", kill).contains("SUCCEEDED");
        try (Stream<Path> files = Files.list(mirror)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".new"));
        }
    }
}
