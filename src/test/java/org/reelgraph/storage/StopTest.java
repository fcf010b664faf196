package org.reelgraph.storage;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.with;

@Tag("database")
class StopTest {

    private static final String IMPORT = "mutation { importMovies(input: {movies: [{title: \"Late\"}]}) { created } }";

    private static boolean isMutationWaiting() {
        return Thread.getAllStackTraces().values().stream().map(Arrays::toString)
                .anyMatch(stack -> (stack.contains("LockWaitHandler") || stack.contains("WritingConnection"))
                        && stack.contains("WriteStrategy"));
    }

    // A transaction waits for 600 s while another process writes, so where the stop waits for it the test ends by its
    // time.
    @Test
    @Timeout(120)
    void givenAnotherProcessThatWrites_whenTheServerStops_thenItEndsAndMutationsAreAnsweredAndTheLogTellsWhatIsMissing()
            throws Exception {
        var folder = ServerTest.newFolder("StopTest");
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        ((Logger) LoggerFactory.getLogger("org.reelgraph")).addAppender(log);
        try (var server = ApplicationContext.run(EmbeddedServer.class,
                with(new HashMap<>(Accounts.SETTINGS), "reelgraph.data-dir", folder.toString(),
                        "micronaut.server.port", "-1", "reelgraph.stop-wait", "1s"));
                var other = TestDatabase.open(folder);
                var statement = other.createStatement()) {
            var admin = Accounts.admin(server.getURI());
            var anonymous = new GraphQlClient(server.getURI());
            TestDatabase.beginWriting(statement);
            anonymous.answer("mutation { deleteUser(input: {id: \"x\"}) { deletedId } }");
            var answer = CompletableFuture.supplyAsync(() -> admin.answer(IMPORT));
            while (!isMutationWaiting()) {
                Pause.briefly();
            }

            server.getApplicationContext().close();

            assertThat(answer.get().at("/errors/0/extensions/code").asText()).isEqualTo("OVERLOADED");
            statement.execute("ROLLBACK");
        } finally {
            ((Logger) LoggerFactory.getLogger("org.reelgraph")).detachAppender(log);
        }

        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.matches("The server stops without having written [12] audit trail entries"
                        + " about refused requests: another process is writing to the database"));
        assertThat(Tables.query(folder, "SELECT title FROM media_items")).isEmpty();
    }
}
