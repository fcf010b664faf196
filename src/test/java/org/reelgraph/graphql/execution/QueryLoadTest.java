package org.reelgraph.graphql.execution;

import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

class QueryLoadTest extends ServerTest {

    @Inject
    QueryLoad load;

    @Test
    void givenAQuery_whenItIsAnswered_thenItsTimeIsCounted() {
        var before = load.nanos();

        client().data("{ allSeries { totalCount } }");

        assertThat(load.nanos()).isGreaterThan(before);
    }

    @Test
    void givenAMutation_whenItIsAnswered_thenItsTimeIsNot() {
        var before = load.nanos();

        client().data("mutation { importSeries(input: {series: [{title: \"T\"}]}) { created } }");

        assertThat(load.nanos()).isEqualTo(before);
    }
}
