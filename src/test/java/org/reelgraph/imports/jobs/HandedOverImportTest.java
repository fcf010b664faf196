package org.reelgraph.imports.jobs;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobState;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.with;

/** Imports of the command line beside a server, which runs them if it can. */
class HandedOverImportTest extends ServerTest {

    private static final int MANY = 3_000;
    private static final String OPEN = "SELECT count(*) FROM jobs WHERE finished_at IS NULL";

    @Inject
    ImportJobKind kind;

    private static Path movies(Path folder, String name, int count) throws Exception {
        return Files.writeString(folder.resolve(name + ".jsonl"), IntStream.range(0, count)
                .mapToObj(i -> "{\"kind\": \"MOVIE\", \"ratingKey\": \"%s%d\", \"title\": \"T\"}".formatted(name, i))
                .collect(Collectors.joining("\n"))).toAbsolutePath();
    }

    private static ApplicationContext command(Path folder) {
        return ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString(), "reelgraph.serves", "false"));
    }

    /** What a listener is told. */
    private static final class Told implements JobListener {

        private final Path folder;
        private final Consumer<ImportJob> onCounts;
        private final List<Integer> positions = new ArrayList<>();
        private final Set<String> unfinishedWhenTold = new TreeSet<>();

        Told(Path folder, Consumer<ImportJob> onCounts) {
            this.folder = folder;
            this.onCounts = onCounts;
        }

        @Override
        public void progress(ImportJob job, List<ImportRecord> records) {
            if (records.isEmpty()) {
                onCounts.accept(job);
                return;
            }
            records.forEach(record -> positions.add(record.position()));
            try {
                unfinishedWhenTold.addAll(Tables.query(folder, OPEN));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static ImportJobs.Ended run(ApplicationContext command, Path file, Told told, boolean isLocal)
            throws Exception {
        return command.getBean(ImportJobs.class).run(file, null, ImportOptions.of("plex"), told, isLocal);
    }

    @Test
    void givenAServer_whenACommandImports_thenTheServerDoesIt_unlessItIsToBeDoneHere() throws Exception {
        try (var command = command(folder())) {
            var handedOver = new Told(folder(), job -> {
            });
            var own = new Told(folder(), job -> {
            });

            var ended = run(command, movies(folder(), "server", 150), handedOver, false);
            run(command, movies(folder(), "local", 150), own, true);

            assertThat(ended.job().state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(ended.imported().created()).isEqualTo(150);
            assertThat(handedOver.positions).isEqualTo(IntStream.range(0, 150).boxed().toList());
            assertThat(handedOver.unfinishedWhenTold).as("told by another program's records").containsExactly("|0");
            assertThat(own.positions).hasSize(150);
            assertThat(own.unfinishedWhenTold).as("told batch by batch").containsExactly("|1");
        }
    }

    @Test
    void givenAFileThatTheServerDoesNotFindAsItIs_whenOffered_thenItDeclinesTheJob() throws Exception {
        var file = movies(folder(), "reach", 1);
        for (var statement : Jobs.insert(1, file.toString(), "plex", "QUEUED", 0, 0)) {
            Tables.run(folder(), statement);
        }
        Tables.run(folder(), "UPDATE jobs SET owner_kind = 'COMMAND_LINE', lease_owner = 'command',"
                + " next_attempt_at = 99000000000000, offer = 'another file' WHERE id = 1");
        Tables.run(folder(), "UPDATE scheduled_tasks SET execution_time = 0 WHERE picked = 0");
        while (!Tables.query(folder(), "SELECT offer FROM jobs WHERE id = 1").equals(List.of("|null"))) {
            Pause.briefly();
        }
        assertThat(Tables.query(folder(), "SELECT state FROM jobs WHERE id = 1")).containsExactly("|QUEUED");

        var found = kind.source(JobOwner.Kind.COMMAND_LINE, Map.of("path", file.toString())).orElseThrow();
        Tables.run(folder(), "UPDATE jobs SET offer = '" + found + "' WHERE id = 1");

        while (!Tables.query(folder(), OPEN).equals(List.of("|0"))) {
            Pause.briefly();
        }
        assertThat(Tables.query(folder(), "SELECT state FROM jobs WHERE id = 1")).containsExactly("|SUCCEEDED");
    }

    private static EmbeddedServer server(Path folder) {
        return ApplicationContext.run(EmbeddedServer.class, with(new HashMap<>(Accounts.SETTINGS),
                "reelgraph.data-dir", folder.toString(), "micronaut.server.port", "-1", HeldImports.PROPERTY, true));
    }

    @Test
    void givenAnImportThatAServerRuns_whenTheCommandIsInterrupted_thenItIsCancelled() throws Exception {
        var folder = ServerTest.newFolder("HandedOverImportTest");
        try (var server = server(folder); var command = command(folder)) {
            var held = HeldImports.hold(server.getApplicationContext());
            var told = new Told(folder, job -> {
                if (job.processed() > 0) {
                    command.getBean(ImportJobs.class).cancel();
                    held.release();
                }
            });

            var ended = run(command, movies(folder, "cancelled", MANY), told, false);

            assertThat(ended.job().state()).isEqualTo(JobState.CANCELLED);
            assertThat(ended.imported().processed()).isPositive().isLessThan(MANY);
            assertThat(told.positions).hasSize(ended.imported().processed()).doesNotHaveDuplicates();
        }
    }

    @Test
    void givenAnImportThatAServerRuns_whenTheServerEnds_thenTheCommandGoesOnWithIt() throws Exception {
        var folder = ServerTest.newFolder("HandedOverImportTest");
        try (var stopping = server(folder); var command = command(folder)) {
            HeldImports.hold(stopping.getApplicationContext());
            var told = new Told(folder, job -> {
                if (job.processed() > 0) {
                    stopping.close();
                }
            });

            var ended = run(command, movies(folder, "goes-on", MANY), told, false);

            assertThat(stopping.isRunning()).as("the server had begun").isFalse();
            assertThat(ended.job().state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(told.positions).hasSize(MANY).doesNotHaveDuplicates();
        }
    }
}
