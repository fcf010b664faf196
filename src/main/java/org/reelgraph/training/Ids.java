package org.reelgraph.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Variables for queries about what is in a library.
 *
 * @param series ids of series
 * @param people ids of people
 * @param pages where pages of the list of series begin
 */
record Ids(List<Map<String, String>> series, List<Map<String, String>> people, List<Map<String, Object>> pages) {

    private static final int PAGE = 20;

    /** Those of the library that a server has. */
    static Ids of(GraphQlClient client) throws IOException, InterruptedException {
        var data = client.data(
                """
                { allSeries(first: 100) { edges { cursor node { id } } } people(first: 100) { edges { node { id } } } }""",
                Map.of());
        var pages = edges(data.path("allSeries")).map(edge -> edge.path("cursor").asText())
                .map(cursor -> Map.<String, Object>of("first", PAGE, "after", cursor)).toList();
        return new Ids(ids(data.path("allSeries")), ids(data.path("people")), pages);
    }

    private static List<Map<String, String>> ids(JsonNode connection) {
        return edges(connection).map(edge -> Map.of("id", edge.at("/node/id").asText())).toList();
    }

    private static Stream<JsonNode> edges(JsonNode connection) {
        return StreamSupport.stream(connection.path("edges").spliterator(), false);
    }
}
