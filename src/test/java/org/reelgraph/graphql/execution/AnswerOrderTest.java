package org.reelgraph.graphql.execution;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

/** While many ask and write at once, nobody sees anything older than what was there when they asked. */
@Tag("faults")
class AnswerOrderTest extends ServerTest {

    private static final int ASKED = Integer.getInteger("answers", 1_000);
    private static final int READERS = 3;
    private static final String ONE = "query($id: ID!) { movie(id: $id) { title } }";
    private static final String ALL = "{ allMovies { edges { node { title } } } }";

    /** A movie whose title counts how often it was changed. */
    private static final class Counted {

        private final String id;
        private final String key;
        private final AtomicInteger changes = new AtomicInteger();

        private Counted(String id, String key) {
            this.id = id;
            this.key = key;
        }
    }

    @Inject
    RememberedAnswers answers;

    private final AtomicBoolean hasEnded = new AtomicBoolean();

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.cache", "on");
    }

    @Test
    @Timeout(600)
    void givenWritersHereAndElsewhere_whenOthersAskMeanwhile_thenNobodySeesAnythingOlderThanWhatWasThere()
            throws ExecutionException, InterruptedException {
        var movies = List.of(movie("a"), movie("b"), movie("c"));
        var client = client();
        try (var threads = Executors.newFixedThreadPool(READERS + 2)) {
            var writers = List.<Future<?>>of(threads.submit(until(() -> change(client, movies.get(0)))),
                    threads.submit(until(() -> changeElsewhere(movies.get(1)))));
            var readers = new ArrayList<Future<?>>();
            for (var i = 0; i < READERS; i++) {
                readers.add(threads.submit(() -> {
                    for (var n = 0; n < ASKED / READERS; n++) {
                        ask(movies.get(n % movies.size()));
                    }
                }));
            }
            try {
                for (var reader : readers) {
                    reader.get();
                }
            } finally {
                hasEnded.set(true);
            }
            for (var writer : writers) {
                writer.get();
            }
        }
        assertThat(movies.get(0).changes.get()).isPositive();
        assertThat(movies.get(1).changes.get()).isPositive();
        assertThat(answers.hits()).isPositive();
    }

    private Runnable until(Callable<?> work) {
        return () -> {
            while (!hasEnded.get()) {
                try {
                    work.call();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }

    private Counted movie(String key) {
        var created = new Imports(client()).movies(object("ratingKey", key, "title", "0"));
        return new Counted(created.at("/movies/0/id").asText(), key);
    }

    private static int change(GraphQlClient client, Counted movie) {
        var next = movie.changes.get() + 1;
        new Imports(client).movies(object("ratingKey", movie.key, "title", String.valueOf(next)));
        movie.changes.set(next);
        return next;
    }

    private int changeElsewhere(Counted movie) throws SQLException {
        var next = movie.changes.get() + 1;
        try (var database = TestDatabase.open(folder());
                var update = database.prepareStatement("UPDATE media_items SET title = ? WHERE rating_key = ?")) {
            update.setString(1, String.valueOf(next));
            update.setString(2, movie.key);
            update.executeUpdate();
        }
        movie.changes.set(next);
        return next;
    }

    private void ask(Counted movie) {
        var before = movie.changes.get();
        var title = anonymous().data(ONE, Map.of("id", movie.id)).at("/movie/title").asInt();
        assertThat(title).isBetween(before, movie.changes.get() + 1);
        var titles = anonymous().data(ALL).findValuesAsText("title").stream().map(Integer::valueOf).toList();
        // Both writers count upwards, so what was there when this began is in the list, or more.
        assertThat(titles).anyMatch(each -> each >= before);
    }
}
