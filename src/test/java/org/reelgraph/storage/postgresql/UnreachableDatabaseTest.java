package org.reelgraph.storage.postgresql;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Link;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.PostgresqlOnly;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

/** A database that goes away and comes back while the server runs. */
@PostgresqlOnly
@Timeout(60)
class UnreachableDatabaseTest extends ServerTest {

    private static final String QUERY = "{ allMovies { totalCount } }";
    private static final String MUTATION = "mutation { importMovies(input: {movies: [{title: \"T\"}]}) { created } }";
    private static final Pattern PORT = Pattern.compile("localhost:(\\d+)");

    private final Link link = new Link(portIn(TestDatabase.address(folder()).orElse("localhost:1")));
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("org.reelgraph");

    @Inject
    @Named("default")
    DataSource reads;
    @Inject
    DataSourceResolver resolver;

    private static int portIn(String address) {
        var port = PORT.matcher(address);
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.database-timeout", "1s", "reelgraph.database-connections", "2", "reelgraph.database",
                PORT.matcher(TestDatabase.address(folder()).orElseThrow()).replaceFirst("localhost:" + link.port()));
    }

    @BeforeEach
    void listen() {
        client();
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void detach() {
        logger.detachAppender(log);
        log.list.clear();
    }

    @AfterAll
    void close() throws Exception {
        link.close();
    }

    private HttpResponse<String> sent(String document) {
        return client().post(GraphQlClient.write(Map.of("query", document)));
    }

    private void assertUnavailable(String document) {
        var answer = sent(document);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(code(GraphQlClient.json(answer.body()))).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(answer.body()).doesNotContain("INTERNAL_ERROR", "\"data\"");
    }

    private static String code(JsonNode answer) {
        return answer.at("/errors/0/extensions/code").asText();
    }

    private void awaitHealth(int status) {
        while (client().get("/health").statusCode() != status) {
            Pause.briefly();
        }
    }

    private void assertAllIsWellAgain() {
        awaitHealth(200);
        var before = client().data(QUERY).at("/allMovies/totalCount").asInt();
        assertThat(new Imports(client()).movies(object("title", "Again " + before)).get("created").asInt())
                .isEqualTo(1);
        assertThat(client().data(QUERY).at("/allMovies/totalCount").asInt()).isEqualTo(before + 1);
    }

    private long loggedOf(Level level) {
        return log.list.stream().filter(event -> event.getLevel() == level).count();
    }

    @Test
    void givenADatabaseThatGoesAway_whenAsked_thenTheAnswerIs503AndHealthIsDown_andAllIsWellOnceItIsBack()
            throws Exception {
        client().data(QUERY);
        link.cut();
        for (var i = 0; i < 20; i++) {
            assertUnavailable(QUERY);
            assertUnavailable(MUTATION);
        }
        awaitHealth(503);
        assertUnavailable("{ media(by: { imdb: \"tt9900001\" }) { title } }");
        assertThat(loggedOf(Level.ERROR)).as("%s", log.list).isEqualTo(1);
        assertThat(log.list).as("fewer lines than requests").hasSizeLessThan(10);
        assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains("INTERNAL_ERROR"));
        link.mend();

        assertAllIsWellAgain();
    }

    @Test
    void givenANetworkThatSwallowsEverything_whenAsked_thenNobodyWaitsForLong_andAllIsWellOnceItIsBack() {
        client().data(QUERY);
        link.silence(true);
        assertUnavailable(QUERY);
        assertUnavailable(MUTATION);
        awaitHealth(503);
        link.silence(false);

        assertAllIsWellAgain();
    }

    @Test
    void givenAJob_whenTheDatabaseGoesAway_thenItGoesOnOnceThatIsBack_andTheNextOneRuns() throws Exception {
        var jobs = new Jobs(client(), folder());
        var lines = new StringBuilder();
        for (var i = 0; i < 3_000; i++) {
            lines.append("{\"kind\": \"MOVIE\", \"ratingKey\": \"lost").append(i).append("\", \"title\": \"Lost\"}\n");
        }
        jobs.file("lost.jsonl", lines.toString());
        jobs.lines("next.jsonl", object("kind", "MOVIE", "ratingKey", "next", "title", "Next"));
        var lost = jobs.start(Map.of("path", "lost.jsonl")).at("/job/id").asText();
        jobs.awaitBatch(lost);
        link.cut();
        awaitHealth(503);
        link.mend();
        awaitHealth(200);

        assertThat(jobs.run("next.jsonl").get("status").asText()).isEqualTo("SUCCEEDED");
        var ended = jobs.ended(lost);
        assertThat(ended.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(ended.get("created").asInt()).isEqualTo(3_000);
    }

    @Test
    void givenAllConnectionsInUse_whenAsked_thenTheAnswerIsOverloaded_andTheNextOneIsWellOnceOneIsFree()
            throws Exception {
        var pool = resolver.resolve(reads);
        try (var one = pool.getConnection(); var other = pool.getConnection()) {
            var answer = sent(QUERY);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(code(GraphQlClient.json(answer.body()))).isEqualTo("OVERLOADED");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(one).isNotSameAs(other);
        }
        assertThat(client().get("/health").statusCode()).isEqualTo(200);
        client().data(QUERY);
    }
}
