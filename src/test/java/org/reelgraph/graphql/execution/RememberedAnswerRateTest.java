package org.reelgraph.graphql.execution;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

class RememberedAnswerRateTest extends ServerTest {

    private static final int MOST = 20;

    @Inject
    RememberedAnswers answers;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.cache", "on", "reelgraph.rate.queries", String.valueOf(MOST));
    }

    @Test
    void givenARememberedAnswer_whenAskedMoreOftenThanAMinuteAllows_thenItIsRefusedAsEver() {
        var body = GraphQlClient.write(Map.of("query", "{ libraryStats { seriesCount } }"));
        var codes = IntStream.range(0, MOST * 2).mapToObj(i -> anonymous().post(body).statusCode())
                .toList();

        assertThat(codes.subList(0, MOST)).containsOnly(200);
        assertThat(codes).contains(429);
        assertThat(answers.hits()).isPositive();
        assertThat(anonymous().post(body).body()).contains("RATE_LIMITED");
    }
}
