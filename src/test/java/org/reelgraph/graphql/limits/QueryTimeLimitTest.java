package org.reelgraph.graphql.limits;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

class QueryTimeLimitTest extends ServerTest {

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.limits.time", "1ns", "reelgraph.limits.aliases", "300", "reelgraph.limits.root-fields",
                "1000");
    }

    @Test
    void givenNoTimeLeft_whenAQueryRuns_thenItIsStopped_andAMutationIsNot() {
        var names = IntStream.range(0, 300).mapToObj(i -> "f" + i + ": __typename").collect(Collectors.joining(" "));

        var query = client().answer("{ " + names + " }");
        var mutation = client()
                .data("mutation { " + names + " importSeries(input: {series: [{title: \"In time\"}]}) { created } }");

        assertThat(query.at("/errors/0/extensions/code").asText()).isEqualTo("LIMIT_EXCEEDED");
        assertThat(query.at("/errors/0/message").asText()).contains("would take more than");
        assertThat(mutation.at("/importSeries/created").asInt()).isEqualTo(1);
    }
}
