package org.reelgraph.imports.jobs;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.ImportOptions.ConflictPolicy;
import org.reelgraph.imports.merge.ImportOptions.ErrorPolicy;
import org.reelgraph.imports.merge.MissingPolicy;
import org.reelgraph.imports.records.Authority;
import org.reelgraph.jobs.JobState;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
class ChangedSourceTest {

    private static final int MOVIES = 350;

    @ParameterizedTest
    @EnumSource
    void givenAFileThatGrowsBetweenTwoBatches_whenImported_thenTheJobFailsAndSaysWhatIsIn(ErrorPolicy policy)
            throws SQLException, SourceException, IOException, InterruptedException {
        var folder = ServerTest.newFolder("ChangedSourceTest");
        var file = Files.writeString(folder.resolve("grows.jsonl"), IntStream.range(0, MOVIES)
                .mapToObj(i -> "{\"kind\": \"MOVIE\", \"ratingKey\": " + i + ", \"title\": \"T\"}\n")
                .collect(Collectors.joining()));
        try (var context = ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString(), "reelgraph.serves",
                "false"))) {
            var options = new ImportOptions("plex", ConflictPolicy.UPDATE, policy, false, false, false,
                    MissingPolicy.IGNORE, Authority.DESCRIPTION, null);
            var known = Files.writeString(folder.resolve("known.jsonl"),
                    "{\"kind\": \"SERIES\", \"title\": \"Known\"}");
            context.getBean(ImportJobs.class).run(known, null, ImportOptions.of("plex"), JobListener.NONE, true);

            var job = context.getBean(ImportJobs.class)
                    .run(file, null, options, (running, records) -> append(file), true);

            assertThat(job.job().state()).isEqualTo(JobState.FAILED);
            assertThat(job.job().error()).startsWith("'grows.jsonl' changed while it was read: it had ");
            var written = policy == ErrorPolicy.REJECT_ALL ? 0 : 100;
            assertThat(job.imported().created()).isEqualTo(written);
            assertThat(job.job().error()).endsWith(written == 0
                    ? "Nothing was written."
                    : "100 records were processed and are kept; import again for the others.");
            assertThat(Tables.query(folder, "SELECT count(*) FROM media_items WHERE kind = 'MOVIE'"))
                    .containsExactly("|" + written);
        }
    }

    @Test
    void givenAFileOfANewSourceThatGrows_whenImported_thenItIsGivenUpThereAndWhatWasReadIsIn() throws Exception {
        var folder = ServerTest.newFolder("ChangedSourceTest");
        var file = Files.writeString(folder.resolve("grows.jsonl"),
                "{\"kind\": \"SERIES\", \"title\": \"T\", \"year\": 1}\n".repeat(MOVIES));
        try (var context = ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString(), "reelgraph.serves",
                "false"))) {
            var job = context.getBean(ImportJobs.class)
                    .run(file, null, ImportOptions.of("plex"), (running, records) -> append(file), true);

            assertThat(job.job().state()).isEqualTo(JobState.COMPLETED_WITH_ERRORS);
            assertThat(job.imported().processed()).isEqualTo(102);
            assertThat(job.imported().created()).isEqualTo(1);
        }
    }

    @Test
    void givenAFailureThatIsGoneAtTheSecondLook_whenAllIsRejected_thenTheJobSaysThatNothingWasWritten()
            throws Exception {
        var folder = ServerTest.newFolder("ChangedSourceTest");
        var source = Files.createDirectories(folder.resolve("source"));
        Files.writeString(source.resolve("a.jsonl"), IntStream.range(0, 150)
                .mapToObj(i -> "{\"kind\": \"MOVIE\", \"ratingKey\": " + i + ", \"title\": \"T\"}\n")
                .collect(Collectors.joining()));
        var second = Files.writeString(source.resolve("b.jsonl"), "{\"kind\": \"MOVIE\", \"title\": \"B\"}");
        var away = folder.resolve("away.jsonl");
        try (var context = ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString(), "reelgraph.serves",
                "false"))) {
            var options = new ImportOptions("plex", ConflictPolicy.UPDATE, ErrorPolicy.REJECT_ALL, false, false, false,
                    MissingPolicy.IGNORE, Authority.DESCRIPTION, null);

            // After the first batch the second file goes, and comes back before it is looked for again.
            var batches = new AtomicInteger();
            var job = context.getBean(ImportJobs.class).run(source, null, options, (running, records) -> {
                switch (batches.incrementAndGet()) {
                    case 1 -> move(second, away);
                    case 2 -> move(away, second);
                    default -> assertThat(second).exists();
                }
            }, true);

            assertThat(job.job().state()).isEqualTo(JobState.FAILED);
            assertThat(job.job().error()).contains("they changed meanwhile. Nothing was written.");
            assertThat(job.imported().created()).isZero();
            assertThat(Tables.query(folder, "SELECT count(*) FROM media_items")).containsExactly("|0");
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Path file) {
        try {
            Files.writeString(file, "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
