package org.reelgraph.accounts;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The same where those who aren't signed in see nothing. */
class ClosedRightsTest extends RightsTest {

    @Override
    String anonymousSees() {
        return "none";
    }

    @Test
    void givenNobody_whenTheyLookAround_thenTheWayInIsOpen() {
        for (var path : new String[]{"/health", "/graphiql", "/graphql/schema"}) {
            assertThat(anonymous().get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(anonymous().data("{ __schema { queryType { name } } __typename }").at("/__typename").asText())
                .isEqualTo("Query");
    }
}
