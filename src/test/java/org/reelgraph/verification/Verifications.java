package org.reelgraph.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.Jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.with;

/** Verifies items through the public API, and writes the programs and files that this needs. */
final class Verifications {

    private static final String START = """
                                        mutation($input: VerifyMediaInput!) { verifyMedia(input: $input) {
                                          job { id phase filePath onlyKind } userErrors { code message path } } }""";
    private static final String LOOK = """
                                       query($id: ID!) { verifyJob(id: $id) { id state error errorCount warningCount
                                         progress { done total unit } } }""";
    private static final String FOUND = """
                                        query($id: ID!) { node(id: $id) { ... on Media { verification {
                                          id title phase topSeverity filePath kind sourceKey
                                          issues { kind severity message } notChecked { check reason message }
                                          job { id } media { id } } } } }""";

    private final GraphQlClient client;
    private final Path folder;

    Verifications(GraphQlClient client, Path folder) {
        this.client = client;
        this.folder = folder;
    }

    /** {@return where media may lie, and where programs are} */
    static Path folder(Path dataFolder, String name) {
        try {
            return Files.createDirectories(dataFolder.resolve(name)).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a new file of media} */
    Path media(String name, String content) {
        return write("media", name, content);
    }

    /** Writes a program for the shell. */
    Path program(String name, String script) {
        try {
            var file = write("programs", name + ".new", "#!/bin/sh\n" + script + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            // At once, since a file that is open for writing can't be started.
            return Files.move(file, file.resolveSibling(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes an ffprobe that answers with this JSON. */
    void probe(String json) {
        program("ffprobe", "cat <<'END'\n" + json + "\nEND");
    }

    private Path write(String below, String name, String content) {
        try {
            var file = folder(folder, below).resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the global id of a new movie} */
    String movie(String title, Object... members) {
        var payload = new Imports(client).movies(with(object("title", title, "ratingKey", title), members));
        assertThat(payload.get("userErrors")).isEmpty();
        return payload.at("/movies/0/id").asText();
    }

    JsonNode start(Map<String, Object> input) {
        return client.data(START, Map.of("input", input)).get("verifyMedia");
    }

    /** {@return the job once it has ended} */
    JsonNode run(Map<String, Object> input) {
        var payload = start(input);
        assertThat(payload.get("userErrors")).as("userErrors of %s", input).isEmpty();
        var id = payload.at("/job/id").asText();
        new Jobs(client, folder).awaitEnd(id);
        return job(id);
    }

    JsonNode job(String id) {
        return client.data(LOOK, Map.of("id", id)).get("verifyJob");
    }

    /** {@return what was found of an item} */
    JsonNode found(String id) {
        return client.data(FOUND, Map.of("id", id)).at("/node/verification");
    }

    /** {@return what is found of an item with a file} */
    JsonNode verified(String id, String phase, String path) {
        var job = run(Map.of("ids", List.of(id), "phase", phase, "path", path));
        assertThat(job.get("state").asText()).isEqualTo("SUCCEEDED");
        return found(id);
    }

    /** {@return what is found of an item as the library knows it} */
    JsonNode verified(String id, String phase) {
        run(Map.of("ids", List.of(id), "phase", phase));
        return found(id);
    }

    /** {@return kinds and severities of what is wrong} */
    static List<String> issues(JsonNode found) {
        return found.get("issues").valueStream()
                .map(issue -> issue.get("kind").asText() + " " + issue.get("severity").asText()).toList();
    }

    /** {@return which checks weren't done, and why} */
    static List<String> notChecked(JsonNode found) {
        return found.get("notChecked").valueStream()
                .map(part -> part.get("check").asText() + " " + part.get("reason").asText()).toList();
    }
}
