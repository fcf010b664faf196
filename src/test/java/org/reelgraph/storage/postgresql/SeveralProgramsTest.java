package org.reelgraph.storage.postgresql;

import io.micronaut.context.ApplicationContext;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.jobs.JobLock;
import org.reelgraph.storage.DataVersion;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.testing.PostgresqlOnly;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Several programs on one database, as nodes behind a proxy. */
@PostgresqlOnly
@Timeout(120)
class SeveralProgramsTest {

    private static final int WRITES = 60;

    private final Path folder = ServerTest.newFolder("SeveralProgramsTest");
    private List<ApplicationContext> nodes = List.of();

    @BeforeEach
    void start() {
        nodes = IntStream.range(0, 2).mapToObj(i -> ApplicationContext.run(Map.of("reelgraph.data-dir",
                ServerTest.newFolder("SeveralProgramsTest").toString(), "reelgraph.database",
                TestDatabase.address(folder).orElseThrow(), "reelgraph.serves", "false"))).toList();
    }

    @AfterEach
    void stop() {
        nodes.forEach(ApplicationContext::close);
    }

    private static void insert(ApplicationContext node, long id) {
        var writer = node.getBean(JdbcOperations.class, Qualifiers.byName("writer"));
        node.getBean(WriteTransactions.class).within(() -> writer.prepareStatement(
                "INSERT INTO media_items (id, kind, source, title, sort_key, created_at, updated_at)"
                        + " VALUES (?, 'MOVIE', 's', 't', 'k', 1, 1)",
                statement -> {
                    statement.setLong(1, id);
                    return statement.executeUpdate();
                }));
    }

    // What a client reads who asks for what came after the last that it has.
    private List<Long> readChanges(AtomicBoolean isOver) throws Exception {
        var seen = new ArrayList<Long>();
        try (var connection = TestDatabase.open(folder);
                var statement = connection.prepareStatement("SELECT seq FROM changes WHERE seq > ? ORDER BY seq")) {
            for (var last = false; !last;) {
                last = isOver.get();
                statement.setLong(1, seen.isEmpty() ? 0 : seen.getLast());
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        seen.add(rows.getLong(1));
                    }
                }
            }
        }
        return seen;
    }

    @Test
    void givenManyWriters_whenChangesAreReadMeanwhile_thenNoneIsMissed() throws Exception {
        var isOver = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(5)) {
            var reader = threads.submit(() -> readChanges(isOver));
            var writers = threads.invokeAll(IntStream.range(0, 4).<Callable<Boolean>>mapToObj(writer -> () -> {
                for (var i = 0; i < WRITES; i++) {
                    insert(nodes.get(writer % 2), 1 + writer * WRITES + i);
                }
                return true;
            }).toList());
            for (var writer : writers) {
                assertThat(writer.get()).isTrue();
            }
            isOver.set(true);

            assertThat(reader.get())
                    .isEqualTo(IntStream.rangeClosed(1, 4 * WRITES).mapToObj(Long::valueOf).toList());
        }
    }

    @Test
    void givenAWriteOfOneProgram_whenAnotherLooks_thenItsCachesAreOutdated() {
        var version = nodes.get(1).getBean(DataVersion.class);
        var before = version.now();
        insert(nodes.get(0), 1);

        var until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (version.now() == before && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        assertThat(version.now()).isNotEqualTo(before);
    }

    @Test
    void givenAProgramThatRunsJobs_whenAnotherWantsTo_thenItHasToWait() {
        var one = nodes.get(0).getBean(JobLock.class);
        var other = nodes.get(1).getBean(JobLock.class);
        var held = one.tryHold().orElseThrow();

        assertThat(other.tryHold()).isEmpty();
        held.close();
        try (var now = other.hold(() -> false).orElseThrow()) {
            assertThat(one.tryHold()).isEmpty();
            assertThat(now).isNotNull();
        }
    }
}
