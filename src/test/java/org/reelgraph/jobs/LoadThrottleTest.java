package org.reelgraph.jobs;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.graphql.execution.QueryLoad;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.jobs.ImportJobs;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("database")
class LoadThrottleTest {

    private final AtomicLong clock = new AtomicLong();
    private final AtomicLong queries = new AtomicLong();
    private final List<Long> rests = new ArrayList<>();
    private final LoadThrottle pace = new LoadThrottle(queries::get, clock::get, nanos -> {
        rests.add(TimeUnit.NANOSECONDS.toMicros(nanos));
        clock.addAndGet(nanos);
        queries.addAndGet(nanos);
    });

    /** A server on which one query is always under way. */
    @Singleton
    @Replaces(QueryLoad.class)
    @Requires(property = "test.busy", value = "true")
    static class Busy extends QueryLoad {
        @Override
        public long nanos() {
            return System.nanoTime();
        }
    }

    private void work(int micros, int answering) {
        clock.addAndGet(TimeUnit.MICROSECONDS.toNanos(micros));
        queries.addAndGet(TimeUnit.MICROSECONDS.toNanos(answering));
        pace.keep();
    }

    @Test
    void givenQueriesBesideTheWork_whenItPauses_thenForAsLongAsTheyRanMeanwhile() {
        work(10_000, 25_000);
        work(10_000, 7_000);

        assertThat(rests).containsExactly(25_000L, 7_000L);
        assertThat(pace.isAlone()).isFalse();
    }

    @Test
    void givenShortSteps_whenTheyAddUp_thenTheQueriesOfAllCount() {
        work(400, 300);
        work(400, 300);
        work(400, 300);

        assertThat(rests).containsExactly(900L);
    }

    @Test
    void givenHardlyAnyQueries_whenTheWorkGoesOn_thenItDoesNotPause() {
        work(10_000, 300);
        work(10_000, 0);

        assertThat(rests).isEmpty();
        assertThat(pace.isAlone()).isTrue();
    }

    @Test
    void givenQueriesThatEnd_whenTheWorkGoesOn_thenItIsAloneAgain() {
        work(10_000, 10_000);
        work(10_000, 0);

        assertThat(pace.isAlone()).isTrue();
    }

    @Test
    void givenAQueryThatRanForLong_whenItEnds_thenThePauseIsShortAllTheSame() {
        work(10_000, 30_000_000);

        assertThat(rests).containsExactly(200_000L);
    }

    @ParameterizedTest
    @CsvSource({"false, 100", "true, 5"})
    void givenQueriesOrNone_whenAFileIsImported_thenItsBatchesAreSmallOrLarge(boolean busy, int size)
            throws IOException, SourceException, InterruptedException {
        var folder = ServerTest.newFolder("PaceTest");
        var file = Files.writeString(folder.resolve("many.jsonl"), IntStream.range(0, 350)
                .mapToObj(i -> "{\"kind\": \"MOVIE\", \"title\": \"T\", \"ratingKey\": " + i + "}\n")
                .collect(Collectors.joining()));
        var written = new ArrayList<Integer>();
        try (var context = ApplicationContext.run(Map.of("reelgraph.data-dir", folder.toString(), "reelgraph.serves",
                "false", "test.busy", busy))) {

            var job = context.getBean(ImportJobs.class).run(file, null, ImportOptions.of("plex"),
                    (running, records) -> written.add(records.size()), true);

            assertThat(job.imported().created()).isEqualTo(350);
        }
        // The first may have begun before anything was known of the load, and the last takes what is left.
        assertThat(written.subList(1, written.size() - 1)).isNotEmpty().containsOnly(size);
    }
}
