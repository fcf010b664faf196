package org.reelgraph.graphql.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A server as it comes. */
@DatabaseIndependent
class ClosedCorsTest extends ServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.org", "http://localhost:3000"})
    void givenAnyOtherOrigin_whenItsPageAsks_thenTheBrowserKeepsTheAnswer(String origin) {
        var answer = anonymous().post("{\"query\": \"{ __typename }\"}", "origin", origin);

        assertThat(answer.statusCode()).isEqualTo(200); // as for GraphiQL behind a proxy, whose origin looks like another one
        assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
    }
}
