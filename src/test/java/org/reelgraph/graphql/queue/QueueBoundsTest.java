package org.reelgraph.graphql.queue;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Queries that don't end until they are let go, of one client, with room for one more to wait. */
@Timeout(60)
class QueueBoundsTest extends ServerTest {

    private static final String HELD = GraphQlClient.write(Map.of("query", "{ search(query: \"x\") { totalCount } }"));
    private static final String SHORT = GraphQlClient.write(Map.of("query", "{ __typename }"));

    @Inject
    Gate gate;
    @Inject
    RequestQueues queues;

    /** Holds up the statements of a search until it is opened. */
    @Singleton
    @Requires(property = "test.gate")
    static class Gate implements BeanCreatedEventListener<DataSource>, Ordered {

        private final CountDownLatch open = new CountDownLatch(1);
        private final AtomicInteger held = new AtomicInteger();

        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE + 1;
        }

        @Override
        public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
            return ProxyDataSourceBuilder.create(event.getBean()).beforeQuery((execution, queries) -> {
                if (Thread.currentThread().getName().startsWith("graphql")
                        && queries.stream().anyMatch(query -> query.getQuery().contains("search_"))) {
                    await();
                }
            }).build();
        }

        private void await() {
            held.incrementAndGet();
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("test.gate", "true", "test.count-statements", "false", "reelgraph.demo", "true",
                "reelgraph.limits.queue-of-one", "2", "micronaut.executors.graphql.n-threads", "2");
    }

    private CompletableFuture<HttpResponse<String>> send(GraphQlClient client, String body) {
        return CompletableFuture.supplyAsync(() -> client.post(body));
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Pause.briefly();
        }
    }

    @Test
    void givenOneClientsLongQueries_whenItSendsMoreThanMayWait_thenThatIsRefusedAndAnotherClientIsAnswered()
            throws IOException {
        var signedIn = client();
        assertThat(signedIn.post(SHORT).statusCode()).isEqualTo(200);
        var first = send(anonymous(), HELD);
        await(() -> gate.held.get() == 1);
        var gone = new Socket(server.getHost(), server.getPort());
        gone.getOutputStream().write(("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + HELD.length() + "\r\n\r\n" + HELD).getBytes(StandardCharsets.UTF_8));
        await(() -> queues.requests().waiting() == 1);
        var second = send(anonymous(), SHORT);
        await(() -> queues.requests().waiting() == 2);

        var refused = anonymous().post(SHORT);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("retry-after")).hasValue("2");
        assertThat(refused.body()).contains("OVERLOADED");
        assertThat(anonymous().with("none").post(SHORT).statusCode()).as("with a made-up token").isEqualTo(503);

        assertThat(signedIn.post(SHORT).body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();

        gone.close();
        await(() -> queues.requests().waiting() == 1);
        gate.open.countDown();
        assertThat(first.join().body()).contains("totalCount");
        assertThat(second.join().statusCode()).isEqualTo(200);
        assertThat(gate.held).as("queries that were begun").hasValueGreaterThanOrEqualTo(1);
    }
}
