package org.reelgraph.mediaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.reelgraph.mediaos.entries.FileWriting;
import org.reelgraph.mediaos.entries.MediaOsFiles;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A server that imports files of MediaOS. */
abstract class MediaOsServer extends ServerTest {

    static final String SALT_AND_HASH = "00ff:" + "0a".repeat(64);
    static final String USERS = """
                                {
                                  "user_1": {
                                    "id": "user_1",
                                    "email": "First@Example.org",
                                    "passwordHash": "%1$s",
                                    "role": "user",
                                    "theme": {"dark": true, "scale": 1.50},
                                    "createdAt": "2025-11-27T17:20:56.029Z",
                                    "updatedAt": "2025-11-27T17:20:56.029Z"
                                  },
                                  "user_2": {
                                    "id": "user_2",
                                    "email": "second@example.org",
                                    "passwordHash": "%1$s",
                                    "role": "admin",
                                    "createdAt": "2025-11-27T17:36:39.999Z",
                                    "updatedAt": "2025-11-27T17:36:39Z",
                                    "lastLoginAt": "2025-11-28T08:00:00.000Z"
                                  }
                                }
                                """.formatted(SALT_AND_HASH);
    static final String LIBRARY = """
                                  {
                                    "version": 2,
                                    "items": [
                                      {
                                        "id": "a1",
                                        "kind": "series",
                                        "title": "The Long Valley ",
                                        "posterUrl": "https://example.org/valley.jpg",
                                        "backgroundUrl": "https://example.org/valley-bg.jpg",
                                        "rank": 1.0
                                      },
                                      {
                                        "title": "Two Boats",
                                        "id": "a2",
                                        "kind": "movie"
                                      },
                                      {
                                        "id": 118357,
                                        "kind": "music",
                                        "title": "Night Roads",
                                        "posterUrl": null
                                      },
                                      {
                                        "id": "a4",
                                        "kind": "book",
                                        "title": "The Map of Salt",
                                        "tags": []
                                      }
                                    ]
                                  }
                                  """;
    static final String SETTINGS = """
                                   {
                                     "setupCompleted": true,
                                     "mediaFolders": [],
                                     "lastScanDate": "2025-11-28T07:00:00.000Z"
                                   }
                                   """;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String START = """
                                        mutation($input: ImportMediaOsInput!) { importMediaOs(input: $input) {
                                          job { id } joined userErrors { code message path } } }""";

    Jobs jobs() {
        return new Jobs(client(), folder());
    }

    JsonNode start(Map<String, Object> input) {
        return client().data(START, Map.of("input", input)).get("importMediaOs");
    }

    JsonNode importFrom(String path, Map<String, Object> further) {
        var input = new HashMap<>(further);
        input.put("path", path);
        var payload = start(input);
        assertThat(payload.get("userErrors")).as(path).isEmpty();
        return jobs().ended(payload.at("/job/id").asText());
    }

    JsonNode importFrom(String path) {
        return importFrom(path, Map.of());
    }

    void files(String folder) {
        jobs().file(folder + "/config/users.json", USERS);
        jobs().file(folder + "/config/library.json", LIBRARY);
        jobs().file(folder + "/config/settings.json", SETTINGS);
    }

    String written(String name) throws IOException {
        return written(name, Optional.empty());
    }

    /** {@return a file as it is written now} */
    String written(String name, Optional<String> key) throws IOException {
        var context = server.getApplicationContext();
        var file = context.getBean(MediaOsFiles.class).of(name).orElseThrow();
        Path to = newFolder("written");
        context.getBean(FileWriting.class).write(file, to, key);
        return Files.readString(to.resolve(name + ".json"));
    }

    static JsonNode tree(String json) throws IOException {
        return JSON.readTree(json);
    }

    static String counts(JsonNode job) {
        return job.at("/status").asText() + " " + job.at("/created").asInt() + " created, "
                + job.at("/updated").asInt() + " updated, " + job.at("/unchanged").asInt() + " unchanged, "
                + job.at("/skipped").asInt() + " skipped, " + job.at("/failed").asInt() + " failed";
    }

    static JsonNode record(JsonNode job, String title) {
        return StreamSupport.stream(job.at("/records/edges").spliterator(), false).map(edge -> edge.get("node"))
                .filter(node -> node.at("/title").asText().equals(title)).findFirst().orElseThrow();
    }
}
