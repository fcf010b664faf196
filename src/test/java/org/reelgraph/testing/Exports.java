package org.reelgraph.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs exports through the public API. */
public final class Exports {

    private static final String START = """
                                        mutation($input: ExportLibraryInput!) { exportLibrary(input: $input) {
                                          job { id } userErrors { code message path } } }""";
    private static final String LOOK = """
                                       query($id: ID!) { job(id: $id) { id state error progress { done total unit }
                                         log { edges { node { level message } } }
                                         ... on ExportJob { exportFormat source filter downloadUrl availableUntil } } }""";

    private final GraphQlClient client;
    private final Jobs jobs;

    /** @param dataFolder the server's */
    public Exports(GraphQlClient client, Path dataFolder) {
        this.client = client;
        this.jobs = new Jobs(client, dataFolder);
    }

    /** {@return the id of a new job} */
    public String start(Map<String, Object> input) {
        return client.data(START, Map.of("input", input)).at("/exportLibrary/job/id").asText();
    }

    /** {@return the job as it is} */
    public JsonNode look(String id) {
        return client.data(LOOK, Map.of("id", id)).get("job");
    }

    /** {@return the job once it has ended} */
    public JsonNode run(Map<String, Object> input) {
        var id = start(input);
        jobs.awaitEnd(id);
        return look(id);
    }

    /** {@return what can be downloaded of a job that succeeded} */
    public HttpResponse<byte[]> download(JsonNode job) {
        assertThat(job.get("state").asText()).as("%s", job).isEqualTo("SUCCEEDED");
        return client.bytes(job.get("downloadUrl").asText());
    }
}
