package org.reelgraph.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** Writes pairs of movies from several threads, and keeps which of them a server has acknowledged. */
public final class Ledger {

    private static final String PAIR = """
                                       mutation($a: String!, $b: String!, $text: String!) { importMovies(input: {movies: [
                                         {title: $a, ratingKey: $a, studio: "Ledger", summary: $text},
                                         {title: $b, ratingKey: $b, studio: "Ledger", summary: $text}]}) { created } }""";
    private static final String WRITTEN = "SELECT rating_key FROM media_items WHERE studio = 'Ledger'";

    private final String text;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /** @param text the movies' summary */
    public Ledger(String text) {
        this.text = text;
    }

    /** Threads that write until they are stopped, or until the server is gone. */
    public final class Writers {

        private final AtomicBoolean isStopped = new AtomicBoolean();
        private final List<CompletableFuture<Void>> threads = new ArrayList<>();

        /** Stops them, and returns once the last answer is there. */
        public void stop() {
            isStopped.set(true);
            threads.forEach(CompletableFuture::join);
        }

        private void run(GraphQlClient client, CompletableFuture<Void> ended) {
            try {
                while (!isStopped.get()) {
                    write(client);
                }
                ended.complete(null);
            } catch (UncheckedIOException e) {
                ended.complete(null); // the server is gone, and with it the answer
            } catch (RuntimeException | AssertionError e) {
                ended.completeExceptionally(e);
            }
        }
    }

    /** {@return so many threads that write} */
    public Writers start(GraphQlClient client, int count) {
        var writers = new Writers();
        for (var i = 0; i < count; i++) {
            var ended = new CompletableFuture<Void>();
            writers.threads.add(ended);
            Thread.ofPlatform().daemon().start(() -> writers.run(client, ended));
        }
        return writers;
    }

    /** Writes a pair; {@return the answer} */
    public JsonNode write(GraphQlClient client) {
        var number = numbers.incrementAndGet();
        var answer = client.answer(PAIR, Map.of("a", number + "a", "b", number + "b", "text", text));
        if (answer.path("errors").isEmpty()) {
            assertThat(answer.at("/data/importMovies/created").asInt()).as(answer.toString()).isEqualTo(2);
            acknowledged.add(number + "a");
            acknowledged.add(number + "b");
        } else {
            refusals.merge(answer.at("/errors/0/extensions/code").asText(), 1, Integer::sum);
        }
        return answer;
    }

    /** {@return how many movies were acknowledged} */
    public int size() {
        return acknowledged.size();
    }

    /** {@return how often each error was answered} */
    public Map<String, Integer> refusals() {
        return refusals;
    }

    /** {@return the movies that were acknowledged and aren't in a library, and those that are there without the other} */
    public Set<String> faults(Path dataFolder) throws SQLException {
        var written = new HashSet<>(Tables.query(dataFolder, WRITTEN).stream().map(row -> row.substring(1)).toList());
        var faults = new HashSet<>(acknowledged);
        faults.removeAll(written);
        written.stream().filter(key -> !written.contains(other(key))).forEach(key -> faults.add(key + " alone"));
        return faults;
    }

    private static String other(String key) {
        return key.endsWith("a") ? key.replace('a', 'b') : key.replace('b', 'a');
    }
}
