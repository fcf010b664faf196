package org.reelgraph.graphql.execution;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** A table that takes for ever to read. */
class SlowStatementTest extends ServerTest {

    private static final String ENDLESS = "CREATE VIEW media_tags AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
            + " SELECT CAST(i AS bigint) AS media_id, 'GENRE' AS kind, i AS position, 'x' AS name FROM n";

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.demo", "true", "reelgraph.limits.time", "300ms");
    }

    @Test
    @Timeout(60)
    void givenAStatementWithoutEnd_whenAQueryNeedsIt_thenItIsInterruptedAndTheServerGoesOn() throws SQLException {
        Tables.run(folder(), "DROP TABLE media_tags");
        Tables.run(folder(), ENDLESS);

        // More of them than there are threads: one that went on would hold up all others.
        for (var i = 0; i < 10; i++) {
            var answer = anonymous().answer("{ allSeries(first: 1) { edges { node { title genres } } } }");
            assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("LIMIT_EXCEEDED");
            assertThat(answer.at("/errors/0/message").asText()).contains("(limit time)");
            assertThat(answer.has("data")).isFalse();
        }

        assertThat(anonymous().data("{ allSeries(first: 1) { edges { node { title } } } }").has("allSeries")).isTrue();
    }
}
