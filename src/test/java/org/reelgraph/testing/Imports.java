package org.reelgraph.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Imports through the public API. */
public final class Imports {

    private static final String PAYLOAD = """
                                          { created updated unchanged skipped failed userErrors { code message path }
                                            results { index ratingKey outcome notices { code path value }
                                            userErrors { code message path } } %s { id title ratingKey } }""";

    private final GraphQlClient client;

    public Imports(GraphQlClient client) {
        this.client = client;
    }

    /** {@return the payload} */
    @SafeVarargs
    public final JsonNode series(Map<String, Object>... series) {
        return seriesWith(Map.of(), series);
    }

    /** {@return the payload of an import with further input fields} */
    @SafeVarargs
    public final JsonNode seriesWith(Map<String, Object> options, Map<String, Object>... series) {
        return run("importSeries", "ImportSeriesInput", "series", options, List.of(series));
    }

    /** {@return the payload} */
    @SafeVarargs
    public final JsonNode movies(Map<String, Object>... movies) {
        return run("importMovies", "ImportMoviesInput", "movies", Map.of(), List.of(movies));
    }

    private JsonNode run(String mutation, String type, String list, Map<String, Object> options,
            List<Map<String, Object>> trees) {
        var input = Trees.with(options, list, trees);
        var document = "mutation($input: " + type + "!) { " + mutation + "(input: $input) " + PAYLOAD.formatted(list)
                + "}";
        return client.data(document, Map.of("input", input)).get(mutation);
    }

    /** {@return the outcomes in input order} */
    public static List<String> outcomes(JsonNode payload) {
        return payload.get("results").findValuesAsText("outcome");
    }

    /** {@return the errors as "CODE at path"} */
    public static List<String> errors(JsonNode payload) {
        return payload.get("userErrors").valueStream().map(error -> error.get("code").asText() + " at "
                + String.join(".", error.get("path").valueStream().map(JsonNode::asText).toList())).toList();
    }
}
