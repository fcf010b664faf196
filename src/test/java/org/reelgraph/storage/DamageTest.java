package org.reelgraph.storage;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Damage;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.Tables;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(120)
@SqliteOnly
@Tag("database")
class DamageTest {

    private static final String SEARCH = "{ search(query: \"harbour\", first: 5) { totalCount } allMovies { totalCount } }";

    private final Path folder = ServerTest.newFolder("DamageTest");

    private List<String> withServer(Map<String, Object> given, Consumer<GraphQlClient> use) {
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var logger = (Logger) LoggerFactory.getLogger(DatabaseHealth.class);
        logger.addAppender(log);
        var settings = new HashMap<String, Object>(Accounts.SETTINGS);
        settings.putAll(Map.of("reelgraph.data-dir", folder.toString(), "micronaut.server.port", "-1",
                "reelgraph.demo", "true", "reelgraph.anonymous", "catalog"));
        settings.putAll(given);
        try (var server = ApplicationContext.run(EmbeddedServer.class, settings)) {
            use.accept(new GraphQlClient(server.getURI()));
        } finally {
            logger.detachAppender(log);
        }
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static void awaitDown(GraphQlClient client) {
        while (client.get("/health").statusCode() != 503) {
            Pause.briefly();
        }
    }

    @Test
    void givenADamagedPage_whenItIsRead_thenTheErrorIsNamedAndHealthIsDownAndTheLogPointsToTheBackupOnce()
            throws Exception {
        withServer(Map.of(), client -> {
        });
        Damage.table(folder, "people");
        Files.createDirectories(folder.resolve("backups"));
        var backup = Files.createFile(folder.resolve("backups/reelgraph-20260101-000000-000-before-v2.db"));

        var logged = withServer(Map.of("reelgraph.check", "off"), client -> {
            for (var i = 0; i < 3; i++) {
                var answer = client.answer("{ people(first: 5) { edges { node { name } } } }");
                assertThat(answer.at("/errors/0/extensions/code").asText()).as("%s", answer)
                        .isEqualTo("DATABASE_DAMAGED");
                assertThat(answer.toString()).doesNotContain("SQLITE", "malformed");
            }
            awaitDown(client);
            assertThat(client.data("{ allMovies { totalCount } }").at("/allMovies/totalCount").asInt()).isPositive();
        });

        assertThat(logged).singleElement().asString().contains("The database is damaged", backup.toString());
    }

    @Test
    void givenADamagedPageThatNobodyReads_whenStarted_thenTheCheckFindsIt() throws Exception {
        withServer(Map.of(), client -> {
        });
        Damage.table(folder, "error_logs");

        var logged = withServer(Map.of("reelgraph.check", "quick"), DamageTest::awaitDown);

        assertThat(logged).singleElement().asString().contains("quick_check found: ");
    }

    @Test
    void givenADamagedSearchIndex_whenItIsSearched_thenTheErrorIsNamedAndItIsMadeAnew() throws Exception {
        withServer(Map.of(), client -> assertThat(found(client)).isPositive());
        // FTS5's record of how the index is put together: https://sqlite.org/fts5.html#the_data_table
        Tables.run(folder, "UPDATE search_titles_data SET block = x'0000000001ffffffff' WHERE id = 10");

        withServer(Map.of("reelgraph.check", "off"), client -> {
            assertThat(client.answer(SEARCH).at("/errors/0/extensions/code").asText()).isEqualTo("DATABASE_DAMAGED");
            while (client.answer(SEARCH).at("/data/search/totalCount").asInt() == 0) {
                Pause.briefly();
            }
            assertThat(client.get("/health").statusCode()).isEqualTo(200);
        });
    }

    private static int found(GraphQlClient client) {
        return client.data(SEARCH).at("/search/totalCount").asInt();
    }
}
