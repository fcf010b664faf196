package org.reelgraph.errorlog;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.execution.Failed;
import org.reelgraph.storage.retention.RetentionRunner;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestClock;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorLogTest extends ServerTest {

    private static final String ERRORS = """
                                         query($id: String) { errorLog(requestId: $id) { totalCount
                                           edges { node { id at requestId code operation path user { email } } } } }""";

    @Inject
    ErrorLog log;
    @Inject
    RetentionRunner retention;
    @Inject
    TestClock clock;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.sign-in.access-time", "90d");
    }

    // The tables are renamed, so that the server meets an error that it doesn't expect.
    private JsonNode broken(GraphQlClient client, String document, Map<String, Object> variables) throws SQLException {
        Tables.run(folder(), "ALTER TABLE media_items RENAME TO gone");
        try {
            return client.answer(document, variables);
        } finally {
            Tables.run(folder(), "ALTER TABLE gone RENAME TO media_items");
        }
    }

    private List<JsonNode> errors(String requestId) {
        var edges = client().data(ERRORS, Map.of("id", requestId)).at("/errorLog/edges");
        return StreamSupport.stream(edges.spliterator(), false).map(edge -> edge.get("node")).toList();
    }

    @Test
    void givenAnUnexpectedError_whenAnswered_thenTheLogsHaveItUnderTheRequestsId() throws SQLException {
        var appender = new ListAppender<ILoggingEvent>();
        ((Logger) LoggerFactory.getLogger("org.reelgraph.graphql")).addAppender(appender);
        appender.start();
        var answer = broken(client(),
                "query Shelf($key: String!) { again: media(by: {ratingKey: $key}) { title } }",
                Map.of("key", "a private matter"));
        var error = answer.at("/errors/0");
        var id = error.at("/extensions/requestId").asText();
        assertThat(error.at("/extensions/code").asText()).isEqualTo("INTERNAL_ERROR");
        assertThat(error.get("message").asText()).contains(id).doesNotContainIgnoringCase("sql")
                .doesNotContain("media_items");
        assertThat(appender.list).filteredOn(event -> event.getFormattedMessage().contains(id)).hasSize(1)
                .allMatch(event -> event.getThrowableProxy() != null);
        assertThat(errors(id)).isEmpty();

        log.write();

        var logged = errors(id).getFirst();
        assertThat(logged.get("code").asText()).isEqualTo("INTERNAL_ERROR");
        assertThat(logged.get("operation").asText()).isEqualTo("Shelf");
        assertThat(logged.get("path").asText()).isEqualTo("/again");
        assertThat(logged.at("/user/email").asText()).isEqualTo(Accounts.ADMIN);
        assertThat(Tables.query(folder(), "SELECT * FROM error_logs").toString()).doesNotContain("a private matter");
    }

    @Test
    void givenNobodySignedIn_whenAnErrorIsMet_thenItIsNotedWithoutAUser() throws SQLException {
        var id = broken(anonymous(), "{ allMovies { totalCount } }", Map.of()).at("/errors/0/extensions/requestId")
                .asText();
        log.write();

        var logged = errors(id).getFirst();
        assertThat(logged.get("user").isNull()).isTrue();
        assertThat(logged.get("operation").isNull()).isTrue();
    }

    @Test
    void givenMistakesOfClients_whenAnswered_thenTheyAreNoErrorsOfTheServer() throws SQLException {
        log.write();
        var before = Tables.query(folder(), "SELECT count(*) FROM error_logs");
        anonymous().answer("{ node(id: \"x\") { id } }");
        anonymous().answer("{ users { totalCount } }");
        anonymous().post("{");
        log.write();

        assertThat(Tables.query(folder(), "SELECT count(*) FROM error_logs")).isEqualTo(before);
    }

    @Test
    void givenMoreErrorsThanAreKeptAtOnce_whenWritten_thenTheirNumberIsBounded() throws SQLException {
        log.write();
        Tables.run(folder(), "DELETE FROM error_logs");
        var caller = new Caller("flood", "::1", "", Optional.empty());
        for (var i = 0; i < 1_000; i++) {
            log.note(new Failed(caller, Optional.of("x".repeat(1_000)), "/x"));
        }
        log.write();

        assertThat(Tables.query(folder(), "SELECT count(*), max(length(operation)) FROM error_logs"))
                .containsExactly("|200|300");
    }

    @Test
    void givenErrorsOfThirtyDays_whenOlder_thenTheyGo() throws SQLException {
        log.note(new Failed(new Caller("month", "::1", "", Optional.empty()), Optional.empty(), "/x"));
        log.write();
        var start = clock.instant();
        clock.pass(Duration.ofDays(29));
        Tables.noteDaily(folder(), start, clock.instant());
        retention.removeOld();
        assertThat(errors("month")).hasSize(1);

        clock.pass(Duration.ofDays(2));
        Tables.noteDaily(folder(), start.plus(Duration.ofDays(29)), clock.instant());
        retention.removeOld();

        assertThat(errors("month")).isEmpty();
    }
}
