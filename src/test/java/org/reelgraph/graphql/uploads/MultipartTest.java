package org.reelgraph.graphql.uploads;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.storage.Sha256;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Multipart;
import org.reelgraph.testing.Multipart.SentFile;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.RawConnection;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.reelgraph.testing.GraphQlClient.json;

/** Requests that bring files, as far as they are not about what is imported. */
@DatabaseIndependent
@Timeout(60)
class MultipartTest extends ServerTest {

    private static final byte[] FEW = {'[', ']'};
    private static final String MUTATION = "mutation($f: [Upload!]) { importLibrary(input: {files: $f, dryRun: true})"
            + " { userErrors { code message } } }";
    private static final String ONE = """
                                      {"query": "%s", "variables": {"f": [null]}}""".formatted(MUTATION);
    private static final String TWO = """
                                      {"query": "%s", "variables": {"f": [null, null]}}""".formatted(MUTATION);
    private static final String MAP = "{\"a\": [\"variables.f.0\"]}";
    private static final int BODY = 20_000;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.uploads.megabytes", "1", "reelgraph.uploads.files", "3", "reelgraph.uploads.at-once",
                "2", "reelgraph.uploads.per-minute", "1000", "reelgraph.rate.mutations", "0", "reelgraph.limits.stall",
                "2s", "reelgraph.limits.body", Integer.toString(BODY));
    }

    private static Multipart valid() {
        return new Multipart().part("operations", ONE).part("map", MAP).file("a", "a.txt", FEW);
    }

    private static String code(HttpResponse<String> response) {
        return json(response.body()).at("/errors/0/extensions/code").asText();
    }

    // The folder of a request is gone once its answer is there, or soon after if nobody waits for one.
    @AfterEach
    void nothingIsLeft() throws IOException {
        while (!received().isEmpty()) {
            Pause.briefly();
        }
    }

    private List<Path> received() throws IOException {
        try (var files = Files.find(folder().resolve("uploads"), 3, (file, found) -> found.isRegularFile())) {
            return files.filter(file -> !file.endsWith("place")).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    @Test
    void givenAFile_whenSentAsTheSpecificationSays_thenTheMutationGetsIt() {
        var answer = valid().post(client());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer.body()).at("/data/importLibrary/userErrors/0/message").asText())
                .startsWith("The file 'a.txt' is no archive, and has a name that tells of no format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GraphQL-Preflight", "GraphQL-Require-Preflight", "Apollo-Require-Preflight",
            "X-Apollo-Operation-Name", "x-requested-with"})
    void givenAHeaderThatNoFormHas_whenSent_thenItIsAnswered_andNotWithoutOne(String header) {
        assertThat(valid().post(client(), header, "any").statusCode()).isEqualTo(200);
        assertThat(valid().post(client(), header, " ").statusCode()).isEqualTo(400);
        var forged = valid().post(client(), "accept", "application/json");

        assertThat(forged.statusCode()).isEqualTo(400);
        assertThat(json(forged.body()).at("/errors/0/message").asText()).contains(List.of("Apollo-Require-Preflight"));
    }

    @ParameterizedTest
    @CsvSource({"ANONYMOUS, 401, UNAUTHENTICATED", "INVALID, 401, UNAUTHENTICATED", "USER, 403, FORBIDDEN"})
    void givenWhoMayNotImport_whenTheySendAFile_thenItIsRefusedBeforeItIsRead(String who, int status, String code) {
        var client = switch (who) {
            case "USER" -> anonymous().with(Accounts.newKey(client(), Role.USER));
            case "INVALID" -> anonymous().with("nonsense");
            default -> anonymous();
        };

        var refused = valid().post(client);

        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(code(refused)).isEqualTo(code);
        assertThat(refused.headers().firstValue("www-authenticate").isPresent()).isEqualTo(status == 401);
    }

    @Test
    void givenWhoMayNotImport_whenTheyWaitForThePermissionToSend_thenTheyNeverGetIt() {
        try (var connection = new RawConnection(server.getURI())) {
            connection.send("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + Multipart.TYPE
                    + "\r\nGraphQL-Preflight: 1\r\nContent-Length: 900000\r\nExpect: 100-continue\r\n\r\n");

            assertThat(connection.readAll()).startsWith("HTTP/1.1 401 ").contains("UNAUTHENTICATED");
        }
    }

    static Stream<Arguments> malformed() {
        return Stream.of(arguments(new Multipart().part("map", MAP).part("operations", ONE).file("a", "a", FEW),
                "There is 'map' in the place of 'operations'."),
                arguments(new Multipart().part("operations", ONE).file("a", "a", FEW).part("map", MAP),
                        "There is 'a' in the place of 'map'."),
                arguments(new Multipart(), "'operations' is missing."),
                arguments(new Multipart().part("operations", ONE), "'map' is missing."),
                arguments(new Multipart().part("operations", "{"), "The part 'operations' is not well-formed JSON"),
                arguments(new Multipart().part("operations", "[" + ONE + "]").part("map", "{}"),
                        "batches are not supported"),
                arguments(new Multipart().part("operations", "null"), "The request is not a JSON object."),
                arguments(new Multipart().part("operations", ONE).part("map", "[]"), "The part 'map' has to be"),
                arguments(new Multipart().part("operations", ONE).part("map", "{\"a\": []}"), "has to be an object"),
                arguments(new Multipart().part("operations", ONE).part("map", "{\"a\": \"variables.f.0\"}"),
                        "has to be an object"),
                arguments(new Multipart().part("operations", ONE).part("map", "{\"a\": [1]}"), "has to be an object"),
                arguments(new Multipart().part("operations", ONE).part("map", "{\"a\": [\"variables.f.1\"]}"),
                        "names 'variables.f.1', but there is no null"),
                arguments(new Multipart().part("operations", ONE).part("map", "{\"a\": [\"variables.f.-1\"]}"),
                        "there is no null"),
                arguments(new Multipart().part("operations", ONE).part("map", "{\"a\": [\"variables.f.00\"]}"),
                        "there is no null"),
                arguments(new Multipart().part("operations", ONE).part("map", "{\"a\": [\"variables.g\"]}"),
                        "there is no null"),
                arguments(new Multipart().part("operations", ONE).part("map", "{\"a\": [\"variables\"]}"),
                        "there is no null"),
                arguments(new Multipart().part("operations", ONE).part("map", "{\"a\": [\"query\"]}"),
                        "there is no null"),
                arguments(new Multipart().part("operations", ONE).part("map", "{\"a\": [\"0.variables.f.0\"]}"),
                        "there is no null"),
                arguments(
                        new Multipart().part("operations", TWO).part("map",
                                "{\"a\": [\"variables.f.0\"], \"b\": [\"variables.f.0\"]}"),
                        "names 'variables.f.0' twice"),
                arguments(new Multipart().part("operations", ONE).part("map", MAP), "'a', which the part 'map' names"),
                arguments(valid().file("b", "b", FEW), "The part 'b' isn't in the part 'map'"),
                arguments(valid().file("a", "a", FEW), "The part 'a' was sent twice."),
                arguments(new Multipart().part("operations", ONE).part("map", MAP).file("a", "a\0.json", FEW),
                        "NUL"),
                arguments(new Multipart().raw("nothing"), "'operations' is missing."),
                arguments(new Multipart().raw("--xXx\r\nContent-Disposition: form-data; name=\"operations\"; x=\""
                        + "x".repeat(5_000) + "\"\r\n\r\n"), "headers of a part may have 4096 bytes"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void givenARequestThatIsNotAsTheSpecificationSays_whenSent_thenItSaysWhatIsWrong(Multipart request,
            String message) {
        var answer = request.post(client());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("BAD_REQUEST");
        assertThat(json(answer.body()).at("/errors/0/message").asText()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                        mutation($v: JSON) { importMovies(input: {movies: [{title: "x", metadata: $v}]}) { created } } | {"x": [null]} | v.x.0
                        mutation($v: Upload) { importMovies(input: {movies: [{title: "x", metadata: {x: $v}}]}) { created } } | null | v
                        mutation($v: String!) { importMovies(input: {movies: [{title: $v}]}) { created } } | null | v""")
    void givenAFileInThePlaceOfAnotherValue_whenSent_thenItIsRefused_andItsPathIsNotShown(String document, String value,
            String place) {
        var operations = "{\"query\": " + GraphQlClient.write(document) + ", \"variables\": {\"v\": " + value + "}}";
        var answer = new Multipart().part("operations", operations)
                .part("map", "{\"a\": [\"variables." + place + "\"]}").file("a", "a.txt", FEW).post(client());

        assertThat(json(answer.body()).at("/errors/0/message").asText()).isNotEmpty();
        assertThat(answer.body()).doesNotContain("receiving-", folder().toString(), "\"created\"");
    }

    static Stream<Arguments> tooLarge() {
        return Stream.of(
                arguments(new Multipart().part("operations", "{\"query\": \"" + "x".repeat(BODY) + "\"}"),
                        "The part 'operations' may have 20000 bytes"),
                arguments(new Multipart().part("operations", ONE).part("map", "[" + "1,".repeat(BODY) + "1]"),
                        "The part 'map' may have 20000 bytes"),
                arguments(
                        new Multipart().part("operations", ONE).part("map",
                                "{\"a\": [], \"b\": [], \"c\": [], \"d\": []}"),
                        "may bring 3 files (REELGRAPH_UPLOADS_FILES), not 4"),
                arguments(
                        new Multipart().part("operations", ONE).part("map", MAP).file("a", "a.json",
                                new byte[1_000_001]),
                        "1000000 bytes together (REELGRAPH_UPLOADS_MEGABYTES)"),
                arguments(new Multipart().part("operations", TWO)
                        .part("map", "{\"a\": [\"variables.f.0\"], \"b\": [\"variables.f.1\"]}")
                        .file("a", "a.json", new byte[600_000]).file("b", "b.json", new byte[600_000]),
                        "1000000 bytes together"));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void givenMoreThanALimit_whenSent_thenPayloadTooLarge(Multipart request, String message) {
        var answer = request.post(client());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(code(answer)).isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(json(answer.body()).at("/errors/0/message").asText()).contains(message);
    }

    @Test
    void givenABodyThatIsFarTooLong_whenItIsAnnounced_thenItIsNotReadAtAll() {
        try (var connection = begun(client(), new byte[0], 20_000_000)) {
            assertThat(connection.readAll()).startsWith("HTTP/1.1 413 ").contains("PAYLOAD_TOO_LARGE");
        }
    }

    @Test
    void givenABodyThatIsFarTooLong_whenItIsNotAnnounced_thenItIsNotReadToItsEnd() {
        var endless = client().request("/graphql", "content-type", Multipart.TYPE, "graphql-preflight", "1")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[9_100_000])));

        assertThat(client().send(endless).statusCode()).isEqualTo(413);
    }

    @Test
    void givenAClientThatWantsAStream_whenItSendsAFile_thenItGetsOne() {
        var answer = valid().post(client(), "graphql-preflight", "1", "accept", "text/event-stream");
        var refused = valid().post(anonymous(), "graphql-preflight", "1", "accept", "text/event-stream");

        assertThat(answer.body()).contains("event: next\ndata: {\"data\":{\"importLibrary\"", "'a.txt'",
                "event: complete");
        assertThat(refused.statusCode()).isEqualTo(401);
    }

    @Test
    void givenAFileInTwoPlaces_whenSent_thenItIsTheSame() {
        var answer = new Multipart().part("operations", TWO)
                .part("map", "{\"a\": [\"variables.f.0\", \"variables.f.1\"]}").file("a", "a.json", FEW).post(client());

        assertThat(json(answer.body()).at("/data/importLibrary/userErrors/0/message").asText())
                .isEqualTo("The file 'a.json' is given twice.");
    }

    @Test
    void givenAQueryWithoutFiles_whenSent_thenItIsAnswered() {
        var query = new Multipart().part("operations", "{\"query\": \"{ __typename }\"}").part("map", "{}");

        assertThat(query.post(client()).body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
    }

    @Test
    void givenARegisteredDocument_whenNamedByItsHash_thenItGetsTheFile() {
        var extensions = "\"extensions\": {\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \""
                + Sha256.hex(MUTATION) + "\"}}, \"variables\": {\"f\": [null]}}";
        var unknown = new Multipart().part("operations", "{" + extensions).part("map", MAP).file("a", "a.txt", FEW);
        var full = new Multipart().part("operations", "{\"query\": \"" + MUTATION + "\", " + extensions)
                .part("map", MAP).file("a", "a.txt", FEW);
        var known = new Multipart().part("operations", "{" + extensions).part("map", MAP).file("a", "a.txt", FEW);

        assertThat(unknown.post(client()).body()).contains("PersistedQueryNotFound");
        assertThat(full.post(client()).body()).contains("'a.txt'").isEqualTo(known.post(client()).body());
    }

    @Test
    void givenValuesThatAreNoFiles_whenSent_thenTheErrorSaysHowFilesAreSent() {
        var literal = client().answer(
                "mutation { importLibrary(input: {files: [\"a\"]}) { userErrors { code } } }");
        var variable = client().answer(MUTATION, Map.of("f", List.of("a")));

        assertThat(literal.at("/errors/0/message").asText()).contains("part of its own");
        assertThat(variable.at("/errors/0/message").asText()).contains("part of its own");
    }

    @Test
    void givenOtherBodyTypes_whenSent_thenUnsupportedMediaType() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(valid().bytes());
        }
        var compressed = client().send(client().request("/graphql", "content-type", Multipart.TYPE,
                "graphql-preflight", "1", "content-encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray())));
        var unbounded = client().send(client().request("/graphql", "content-type", "multipart/form-data",
                "graphql-preflight", "1").POST(BodyPublishers.ofByteArray(valid().bytes())));
        var mixed = client().send(client().request("/graphql", "content-type", "multipart/mixed; boundary=xXx",
                "graphql-preflight", "1").POST(BodyPublishers.ofByteArray(valid().bytes())));

        var capital = client().send(client().request("/graphql", "content-type", "Multipart/Form-Data; Boundary=xXx",
                "graphql-preflight", "1").POST(BodyPublishers.ofByteArray(valid().bytes())));

        assertThat(capital.statusCode()).isEqualTo(200);
        assertThat(List.of(compressed, unbounded, mixed)).extracting(HttpResponse::statusCode).containsOnly(415);
    }

    @Test
    void givenAClientThatWantsNothingThatIsSpokenHere_whenItSendsAFile_thenNotAcceptable() {
        assertThat(valid().post(client(), "graphql-preflight", "1", "accept", "text/csv").statusCode()).isEqualTo(406);
    }

    private RawConnection begun(GraphQlClient client, byte[] body, int length) {
        var token = client.request("/").GET().build().headers().firstValue("authorization").orElseThrow();
        return new RawConnection(server.getURI()).send("POST /graphql HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + token + "\r\nGraphQL-Preflight: 1\r\nContent-Type: " + Multipart.TYPE + "\r\nContent-Length: "
                + length
                + "\r\n\r\n").send(body);
    }

    private void awaitFile() throws IOException {
        while (received().isEmpty()) {
            Pause.briefly();
        }
    }

    @Test
    void givenAClientThatGoesAway_whenHalfOfItsFileHasCome_thenNothingIsLeft_andOthersGetTheirTurn()
            throws IOException {
        var half = valid().unfinished();
        Accounts.newUser(client(), "mod@example.org", Role.MODERATOR);
        var moderator = Accounts.signedIn(server.getURI(), "mod@example.org", Accounts.PASSWORD);

        var connection = begun(client(), half, half.length + 100_000);
        awaitFile();
        var other = valid().post(client());
        var somebodyElse = valid().post(moderator);
        connection.close();

        assertThat(somebodyElse.statusCode()).as("beside another user's").isEqualTo(200);
        assertThat(other.statusCode()).as("beside another one").isEqualTo(503);
        assertThat(code(other)).isEqualTo("OVERLOADED");
        assertThat(other.headers().firstValue("retry-after")).isPresent();
        while (valid().post(client()).statusCode() == 503) {
            Pause.briefly();
        }
    }

    @Test
    void givenAClientThatStopsSending_whenItStaysConnected_thenRequestTimeout() throws IOException {
        var half = valid().unfinished();

        try (var connection = begun(client(), half, half.length + 100_000)) {
            assertThat(connection.readAll()).startsWith("HTTP/1.1 408 ").contains("REQUEST_TIMEOUT");
        }
        while (valid().post(client()).statusCode() == 503) {
            Pause.briefly();
        }
    }

    @Test
    void givenAConnectionThatIsKept_whenFilesAreSentOneAfterTheOther_thenEachIsAnswered() {
        var body = valid().bytes();

        try (var connection = begun(client(), body, body.length)) {
            assertThat(connection.readUntil("]}}}")).startsWith("HTTP/1.1 200 ");
            connection.send("GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: localhost\r\n"
                    + "Connection: close\r\n\r\n");
            assertThat(connection.readAll()).contains("{\"data\":{\"__typename\":\"Query\"}}");
        }
    }

    @Test
    void givenANameInUtf8_whenSent_thenItIsUnderstood() {
        var answer = Multipart.ofImport(Map.of("dryRun", true), List.of(SentFile.of("größe.txt", "x"))).post(client());

        assertThat(answer.body()).contains("größe.txt");
    }
}
