package org.reelgraph.graphql.http;

import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.StatementCounter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * On which threads queries run. How quick they have to be depends on the machine, so the tests wait for it. On a server
 * of its own, a database may never be quick enough.
 */
@Timeout(60)
@SqliteOnly
class QuickQueryTest extends ServerTest {

    private static final String EVENT_LOOP = "default-nioEventLoopGroup";
    private static final String EXECUTOR = "graphql-executor";

    @Inject
    StatementCounter counter;

    // Each test has a document of its own.
    private static String query(String name) {
        return "query " + name + "($text: String) { allMovies(first: 1, filter: {title: {equals: $text}})"
                + " { edges { node { id } } } }";
    }

    private String threadOf(String query, String padding) {
        counter.reset();
        client().data(query, Map.of("text", "text", "unused", padding));
        return counter.threads().stream().findFirst().orElseThrow();
    }

    private void sendUntilItRunsOnTheEventLoop(String query) {
        var thread = threadOf(query, "");
        while (!thread.startsWith(EVENT_LOOP)) {
            thread = threadOf(query, "");
        }
    }

    @Test
    void givenADocument_whenItsQueriesHaveBeenQuick_thenTheyRunOnTheThreadThatReceivesThem() {
        var query = query("First");
        assertThat(threadOf(query, "")).startsWith(EXECUTOR);

        sendUntilItRunsOnTheEventLoop(query);
    }

    @Test
    void givenAQuickDocument_whenItComesInALongBody_thenItGoesThroughTheQueue() {
        var query = query("Long");
        sendUntilItRunsOnTheEventLoop(query);

        assertThat(threadOf(query, "x".repeat(10_000))).startsWith(EXECUTOR);
    }

    @Test
    void givenAQuickDocument_whenItsVariablesAreWrong_thenTheErrorIsTheSame() {
        var query = query("Wrong");
        var wrong = Map.<String, Object>of("text", 1);
        var before = client().answer(query, wrong).get("errors").get(0).get("message").asText();

        sendUntilItRunsOnTheEventLoop(query);

        assertThat(client().answer(query, wrong).get("errors").get(0).get("message").asText()).isEqualTo(before);
    }
}
