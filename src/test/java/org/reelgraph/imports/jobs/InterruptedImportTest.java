package org.reelgraph.imports.jobs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.jobs.JobState;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Imports that end in the middle and go on with nothing but what is stored. */
@Tag("database")
class InterruptedImportTest {

    private static final int MOVIES = 250;

    private static String movies(IntFunction<Integer> ratingKey) {
        return IntStream.range(0, MOVIES)
                .mapToObj(
                        i -> "{\"kind\": \"MOVIE\", \"ratingKey\": \"%d\", \"title\": \"M%d\", \"externalIds\": {\"imdb\": \"tt%07d\"}}"
                                .formatted(ratingKey.apply(i), i, 1_000_000 + i))
                .collect(Collectors.joining("\n"));
    }

    private static ApplicationContext program(Path folder) {
        return ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString(), "reelgraph.serves", "false",
                "reelgraph.job.heartbeat", "500ms"));
    }

    /** {@return a listener that does something after the first batch of an import} */
    private static JobListener afterFirstBatch(Runnable action) {
        var done = new AtomicBoolean();
        return (job, records) -> {
            if (!records.isEmpty() && done.compareAndSet(false, true)) {
                action.run();
            }
        };
    }

    /** {@return a folder of a library whose items have exchanged their rating keys in an import of several batches} */
    private static Path exchanged(Path folder, JobListener listener) throws Exception {
        try (var program = program(folder)) {
            var imports = program.getBean(ImportJobs.class);
            imports.run(Files.writeString(folder.resolve("before.jsonl"), movies(i -> i)), null,
                    ImportOptions.of("plex"), JobListener.NONE, false);
            var ended = imports.run(Files.writeString(folder.resolve("after.jsonl"),
                    movies(i -> (i + MOVIES / 2) % MOVIES)), null, ImportOptions.of("plex"), listener, false);
            assertThat(ended.job().state()).as(ended.toString()).isEqualTo(JobState.SUCCEEDED);
        }
        return folder;
    }

    private static List<String> results(Path folder) throws SQLException {
        var records = Tables.query(folder, "SELECT position, outcome, changes FROM import_records WHERE job_id ="
                + " (SELECT max(id) FROM jobs) ORDER BY position");
        var items = Tables.query(folder, "SELECT m.imdb, m.rating_key, f.rating_key FROM media_items AS m"
                + " LEFT JOIN further_rating_keys AS f ON f.media_id = m.id ORDER BY m.imdb, f.position");
        return Stream.concat(records.stream(), items.stream()).toList();
    }

    @Test
    void givenAnImportThatMovesRatingKeys_whenItIsInterrupted_thenItsResultIsThatOfAnUndisturbedOne()
            throws Exception {
        var undisturbed = exchanged(ServerTest.newFolder("InterruptedImportTest"), JobListener.NONE);

        var interrupted = exchanged(ServerTest.newFolder("InterruptedImportTest"), afterFirstBatch(() -> {
            throw new StorageException("The test takes the database away.", StorageFailure.BUSY);
        }));

        assertThat(Tables.query(interrupted, "SELECT attempts FROM jobs ORDER BY id")).containsExactly("|1", "|2");
        assertThat(results(interrupted)).isEqualTo(results(undisturbed));
        assertThat(Tables.query(interrupted, "SELECT * FROM import_former_keys")).isEmpty();
    }

    @Test
    void givenAProgramThatWasTakenForDead_whenItGoesOn_thenItSaysSoInOneLine_andNothingIsWrittenTwice()
            throws Exception {
        var log = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger("org.reelgraph");
        var folder = ServerTest.newFolder("InterruptedImportTest");
        log.start();
        logger.addAppender(log);
        try {
            exchanged(folder, afterFirstBatch(() -> takeOver(folder)));
        } finally {
            logger.detachAppender(log);
        }

        assertThat(log.list).filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .extracting(event -> event.getFormattedMessage().replaceAll("Job \\S+", "Job"))
                .containsExactly("Job was taken over by another program, since this one was taken for dead.",
                        "Job is taken up again: the program that ran it has ended");
        assertThat(log.list).noneMatch(event -> event.getThrowableProxy() != null);
        assertThat(Tables.query(folder, "SELECT count(*), count(DISTINCT position) FROM import_records"
                + " WHERE job_id = (SELECT max(id) FROM jobs)")).containsExactly("|" + MOVIES + "|" + MOVIES);
    }

    // As another program does that has written the first record of the next batch and then ends.
    private static void takeOver(Path folder) {
        try {
            Tables.run(folder, "UPDATE jobs SET lease_owner = 'another' WHERE state = 'RUNNING'");
            Tables.run(folder, "INSERT INTO import_records (id, job_id, position, file, rating_key, title, outcome)"
                    + " SELECT 1, max(id), 100, 'after.jsonl', '225', 'M100', 'UPDATED' FROM jobs");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
