package org.reelgraph.artwork;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Multipart;

import static org.assertj.core.api.Assertions.assertThat;

/** Brings pictures like any client. */
public record ArtworkClient(GraphQlClient client) {

    private static final String UPLOAD = """
                                         mutation($input: UploadArtworkInput!) { uploadArtwork(input: $input) {
                                           image { id url source width height dominantColor thumbHash language selected locked }
                                           userErrors { code message path } } }""";

    /** {@return the payload of an upload} */
    public JsonNode upload(String itemId, String kind, byte[] file, Map<String, Object> options) {
        var input = new HashMap<String, Object>(options);
        input.put("itemId", itemId);
        input.put("kind", kind);
        input.put("file", null);
        var answer = GraphQlClient.json(new Multipart()
                .part("operations", GraphQlClient.write(Map.of("query", UPLOAD, "variables", Map.of("input", input))))
                .part("map", "{\"f\": [\"variables.input.file\"]}").file("f", "picture.jpg", file).post(client).body());
        assertThat(answer.path("errors")).isEmpty();
        return answer.at("/data/uploadArtwork");
    }

    /** {@return the image of an upload that has to succeed} */
    public JsonNode uploaded(String itemId, String kind, byte[] file, Map<String, Object> options) {
        var payload = upload(itemId, kind, file, options);
        assertThat(payload.get("userErrors")).isEmpty();
        return payload.get("image");
    }

    /** {@return the id of a new movie with posters at these paths} */
    public String movie(String title, String... posters) {
        var images = new StringBuilder();
        for (var path : posters) {
            images.append("{kind: POSTER, source: \"s\", path: \"").append(path).append("\"} ");
        }
        return client.data("mutation { importMovies(input: {source: \"s\", movies: [{ratingKey: \"" + title
                + "\", title: \"" + title + "\", images: [" + images + "]}]}) { movies { id } } }").findValue("id")
                .asText();
    }
}
