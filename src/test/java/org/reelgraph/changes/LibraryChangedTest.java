package org.reelgraph.changes;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.EventStreamClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SocketClient;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

class LibraryChangedTest extends ServerTest {

    private static final String FOLLOW = """
                                         subscription($after: String) { libraryChanged(after: $after) {
                                           cursor mediaId kind action media { title } } }""";
    private static final String CHANGES = "query($after: String) { changesSince(after: $after, first: 100) {"
            + " edges { cursor node { cursor action media { title } } } } }";

    @Inject
    StatementCounter counter;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.rate.mutations", "0", "reelgraph.subscriptions.streams-of-one", "60",
                "reelgraph.limits.queue-of-one", "10");
    }

    @BeforeEach
    void empty() throws SQLException {
        Tables.run(folder(), "DELETE FROM media_items");
        Tables.run(folder(), "DELETE FROM changes");
    }

    private void movie(String key, String title) {
        var report = client().data("mutation($key: String, $title: String!) { importMovies(input: {movies:"
                + " [{ratingKey: $key, title: $title}]}) { failed } }", Map.of("key", key, "title", title));
        assertThat(report.at("/importMovies/failed").asInt()).isZero();
    }

    private void delete(String key) {
        var id = client().data("query($key: String) { media(by: {ratingKey: $key}) { id } }", Map.of("key", key))
                .at("/media/id").asText();
        client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }", Map.of("id", id));
    }

    private EventStreamClient follow(Map<String, Object> variables) {
        return EventStreamClient.open(anonymous(), FOLLOW, variables);
    }

    private static String told(JsonNode event) {
        assertThat(event.path("errors")).isEmpty();
        var change = event.at("/data/libraryChanged");
        return change.get("action").asText() + " " + change.at("/media/title").asText("-");
    }

    private String lastCursor() {
        var edges = anonymous().data(CHANGES).at("/changesSince/edges");
        return edges.get(edges.size() - 1).get("cursor").asText();
    }

    @Test
    void givenAFollower_whenTheLibraryChanges_thenItIsToldOfEachCommit() {
        movie("0", "Before");
        try (var stream = follow(Map.of())) {
            assertThat(stream.response().statusCode()).isEqualTo(200);
            assertThat(stream.response().headers().firstValue("content-type")).hasValue(
                    "text/event-stream; charset=utf-8");
            movie("1", "One");
            assertThat(told(stream.next())).isEqualTo("CREATED One");
            movie("1", "One more");
            assertThat(told(stream.next())).isEqualTo("UPDATED One more");
            delete("1");
            assertThat(told(stream.next())).isEqualTo("DELETED -");
        }
    }

    @Test
    void givenAnotherProgram_whenItWritesToTheDatabase_thenThatIsTold() throws SQLException {
        movie("1", "One");
        try (var stream = follow(Map.of())) {
            Tables.run(folder(), "UPDATE media_items SET title = 'One of another program'");

            assertThat(told(stream.next())).isEqualTo("UPDATED One of another program");
        }
    }

    @Test
    void givenACursor_whenAStreamWasLost_thenItGoesOnWithoutGaps() {
        movie("1", "One");
        movie("2", "Two");
        var known = lastCursor();
        movie("3", "Three");
        String cursor;
        try (var stream = follow(Map.of("after", known))) {
            var first = stream.next();
            assertThat(told(first)).isEqualTo("CREATED Three");
            cursor = first.at("/data/libraryChanged/cursor").asText();
        }
        movie("1", "One more");
        delete("2");
        try (var stream = follow(Map.of("after", cursor))) {
            assertThat(told(stream.next())).isEqualTo("UPDATED One more");
            assertThat(told(stream.next())).isEqualTo("DELETED -");
            movie("4", "Four");
            var last = stream.next();
            assertThat(told(last)).isEqualTo("CREATED Four");
            assertThat(anonymous().data(CHANGES, Map.of("after", last.at("/data/libraryChanged/cursor").asText()))
                    .at("/changesSince/edges")).isEmpty();
        }
    }

    @Test
    void givenChanges_whenTheyAreListed_thenEachHasTheCursorOfItsEdge() {
        movie("1", "One");
        movie("2", "Two");

        assertThat(anonymous().data(CHANGES).at("/changesSince/edges")).hasSize(2)
                .allSatisfy(edge -> assertThat(edge.at("/node/cursor")).isEqualTo(edge.get("cursor")));
    }

    @Test
    void givenACursorThatHasExpired_whenItComes_thenTheErrorIsThatOfChangesSince() throws SQLException {
        movie("1", "One");
        var cursor = lastCursor();
        Tables.run(folder(), "UPDATE change_places SET last = last - 1");
        try {
            try (var stream = follow(Map.of("after", cursor))) {
                assertThat(stream.next().at("/errors/0/extensions/code").asText()).isEqualTo("CURSOR_EXPIRED");
                assertThat(stream.rest()).containsExactly("event: complete", "data:");
            }
        } finally {
            Tables.run(folder(), "UPDATE change_places SET last = last + 1");
        }
        try (var stream = follow(Map.of("after", "x"))) {
            assertThat(stream.next().at("/errors/0/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
        }
    }

    @Test
    void givenAFollower_whenAllDeletionsAreForgotten_thenItsStreamEndsAsExpired() throws SQLException {
        movie("1", "One");
        try (var stream = follow(Map.of())) {
            movie("2", "Two");
            assertThat(told(stream.next())).isEqualTo("CREATED Two");
            // As a backup does that is put in the library's place.
            Tables.run(folder(), "UPDATE change_places SET last = last + 1000, forgotten = last + 1000");

            assertThat(stream.next().at("/errors/0/extensions/code").asText()).isEqualTo("CURSOR_EXPIRED");
        }
    }

    @Test
    void givenWritersBesideFollowersWhoComeLater_whenAllIsTold_thenNobodyMissesAnything() {
        movie("first", "First");
        var cursor = lastCursor();
        var writer = CompletableFuture.runAsync(() -> {
            for (var i = 0; i < 60; i++) {
                movie("p" + i, "P" + i);
            }
        });
        try {
            var expected = IntStream.range(0, 60).mapToObj(i -> "CREATED P" + i).toList();
            for (var late = 0; late < 3; late++) {
                var told = new ArrayList<String>();
                try (var stream = follow(Map.of("after", cursor))) {
                    while (told.size() < 60) {
                        told.add(told(stream.next()));
                    }
                }
                assertThat(told).containsExactlyElementsOf(expected);
            }
        } finally {
            writer.join();
        }
    }

    @Test
    void givenManyFollowers_whenAChangeIsCommitted_thenTheFeedIsReadOnceForAll() {
        movie("0", "Zero");
        var cursor = lastCursor();
        var sockets = IntStream.range(0, 30).mapToObj(i -> {
            var socket = SocketClient.open(server.getURI()).init();
            socket.subscribe("a", FOLLOW, Map.of("after", cursor));
            return socket;
        }).toList();
        try {
            movie("1", "One");
            sockets.forEach(SocketClient::next);
            counter.reset();

            movie("2", "Two");
            sockets.forEach(socket -> assertThat(told(socket.next().get("payload"))).isEqualTo("CREATED Two"));

            assertThat(counter.statements().stream().filter(sql -> sql.contains("FROM changes"))).hasSizeLessThan(5);
        } finally {
            sockets.forEach(SocketClient::close);
        }
    }
}
