package org.reelgraph.graphql.http;

import io.micronaut.http.HttpRequest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.testing.RawHttp;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.GraphQlClient.json;

class GraphQlOverHttpTest extends ServerTest {

    private static final String TYPENAME = "{\"query\": \"{ __typename }\"}";
    private static final String GRAPHQL = "application/graphql-response+json";

    @Inject
    Responses responses;

    private static String code(HttpResponse<String> response) {
        return json(response.body()).at("/errors/0/extensions/code").asText();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"application/json|application/json", GRAPHQL + "|" + GRAPHQL,
            "*/*|application/json", "application/*|application/json", "text/html, */*;q=0.1|application/json",
            "application/json;q=0.5, " + GRAPHQL + "|" + GRAPHQL, GRAPHQL + ";q=0, application/json|application/json",
            GRAPHQL + "; charset=utf-8|" + GRAPHQL})
    void givenAcceptHeader_whenAsked_thenTheAnswerIsOfTheTypeLikedBest(String accept, String type) {
        var response = client().post(TYPENAME, "accept", accept);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue(type + "; charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource({"text/html", "application/xml", "application/json; charset=utf-16"})
    void givenNoTypeThatIsSpoken_whenAsked_thenNotAcceptable(String accept) {
        var response = client().post(TYPENAME, "accept", accept);

        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(code(response)).isEqualTo("NOT_ACCEPTABLE");
    }

    static Stream<Arguments> faultyBodies() {
        return Stream.of(Arguments.of("", 400, 400, "BAD_REQUEST"), Arguments.of("{", 400, 400, "BAD_REQUEST"),
                Arguments.of(TYPENAME + " trailing", 400, 400, "BAD_REQUEST"),
                Arguments.of("[" + TYPENAME + "]", 400, 400, "BAD_REQUEST"),
                Arguments.of("null", 400, 400, "BAD_REQUEST"),
                Arguments.of("{\"query\": 7}", 400, 400, "BAD_REQUEST"), Arguments.of("{}", 400, 400, "BAD_REQUEST"),
                Arguments.of("{\"query\": \"{ __typename }\", \"variables\": []}", 400, 400, "BAD_REQUEST"),
                Arguments.of("{\"query\": \"{ __typename }\", \"operationName\": 1}", 400, 400, "BAD_REQUEST"),
                Arguments.of("{\"query\": \"{ __typename }\", \"extensions\": \"x\"}", 400, 400, "BAD_REQUEST"),
                Arguments.of("{\"query\": \"{\"}", 200, 400, "GRAPHQL_PARSE_FAILED"),
                Arguments.of("{\"query\": \"{ nope }\"}", 200, 400, "GRAPHQL_VALIDATION_FAILED"),
                Arguments.of("{\"query\": \"subscription { a }\"}", 200, 400, "GRAPHQL_VALIDATION_FAILED"),
                Arguments.of("{\"query\": \"query($n: Int!) { allSeries(first: $n) { totalCount } }\"}", 200, 400,
                        "BAD_USER_INPUT"),
                Arguments.of("{\"query\": \"query A { __typename } query B { __typename }\", \"operationName\": \"C\"}",
                        200,
                        400, "OPERATION_RESOLUTION_FAILURE"),
                Arguments.of("{\"query\": \"query A { __typename } query B { __typename }\"}", 200, 400,
                        "OPERATION_RESOLUTION_FAILURE"));
    }

    @ParameterizedTest
    @MethodSource("faultyBodies")
    void givenAFaultyRequest_whenPosted_thenStatusAndCodeSayWhatIsWrong(String body, int statusOfJson, int status,
            String code) {
        var asJson = client().post(body, "accept", "application/json");
        var asGraphQl = client().post(body, "accept", GRAPHQL);

        assertThat(asJson.statusCode()).isEqualTo(statusOfJson);
        assertThat(asGraphQl.statusCode()).isEqualTo(status);
        assertThat(code(asJson)).isEqualTo(code).isEqualTo(code(asGraphQl));
        assertThat(json(asGraphQl.body()).has("data")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
            "application/json; charset=latin1",
            "application/json; charset=nonsense"})
    void givenAnotherBodyType_whenPosted_thenUnsupportedMediaType(String type) {
        var response = client()
                .send(client().request("/graphql", "content-type", type).POST(BodyPublishers.ofString(TYPENAME)));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(code(response)).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void givenBytesThatAreNoUtf8_whenPosted_thenBadRequest() {
        var body = "{\"query\": \"{ __typename } # \u00fc\"}".getBytes(StandardCharsets.ISO_8859_1);
        var response = client().send(client().request("/graphql", "content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response.body()).at("/errors/0/message").asText()).contains("UTF-8");
    }

    @Test
    void givenAnEncodingThatTheBodyIsNot_whenPosted_thenBadRequest() {
        var response = client()
                .send(client().request("/graphql", "content-type", "application/json", "content-encoding", "gzip")
                        .POST(BodyPublishers.ofString(TYPENAME)));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(code(response)).isEqualTo("BAD_REQUEST");
    }

    @Test
    void givenALongAddress_whenAsked_thenTheQueryRuns_andATooLongOneIsToldSo() {
        var query = "/graphql?query=" + encoded("{ __typename } #" + "x".repeat(30_000));

        assertThat(client().get(query).statusCode()).isEqualTo(200);
        assertThat(client().get(query + "x".repeat(60_000)).body()).contains("URL and its headers");
    }

    @Test
    void givenJsonNestedBeyondReason_whenPosted_thenTheErrorSaysSo() {
        var response = client().post("{\"query\": \"{ __typename }\", \"variables\": " + "{\"a\":".repeat(2_000) + "1"
                + "}".repeat(2_001));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("levels").doesNotContain("Constraints");
    }

    @Test
    void givenAnyAnswer_whenABrowserTakesIt_thenItDoesNotGuessTypes_andPagesCantBeFramed() {
        for (var path : new String[]{"/graphql?query=%7B__typename%7D", "/graphiql", "/graphiql/page.js", "/nothing"}) {
            assertThat(client().get(path).headers().firstValue("x-content-type-options")).as(path).contains("nosniff");
        }
        var page = client().get("/graphiql").headers();
        assertThat(page.firstValue("x-frame-options")).contains("DENY");
        assertThat(page.firstValue("referrer-policy")).contains("no-referrer");
        assertThat(page.firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
    }

    @Test
    void givenABodyOverTheLimit_whenPosted_thenPayloadTooLarge() {
        var response = client().post("x".repeat(64 * 1024 * 1024 + 1));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(code(response)).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void givenAQueryByGet_whenVariablesAndNameAreGiven_thenItRuns() {
        var response = client().get("/graphql?query="
                + encoded("query A { __typename } query B($n: Int) { allSeries(first: $n) { totalCount } }")
                + "&operationName=B&variables=" + encoded("{\"n\": 3}"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response.body()).at("/data/allSeries/totalCount").isInt()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?query={", "?query={__typename}&variables={", "?query={__typename}&variables=[1]"})
    void givenAFaultyGet_whenAsked_thenBadRequest(String query) {
        var path = "/graphql" + query.replace("{", "%7B").replace("}", "%7D").replace("[", "%5B").replace("]", "%5D");
        assertThat(client().get(path, "accept", GRAPHQL).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"application/json", GRAPHQL})
    void givenAMutationByGet_whenAsked_thenMethodNotAllowedAndNothingHappens(String accept) {
        var mutation = "mutation { importSeries(input: {series: [{title: \"By GET\"}]}) { created } }";

        var response = client().get("/graphql?query=" + encoded(mutation), "accept", accept);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).hasValue("POST");
        assertThat(code(response)).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(client().data("{ allSeries { totalCount } }").at("/allSeries/totalCount").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql?query=%7B__schema%7Btypes%7Bname%20description%7D%7D%7D", "/graphql/schema",
            "/graphiql/graphiql.min.js"})
    void givenALargeAnswer_whenTheClientTakesGzip_thenItIsCompressedAndSaysWhatItDependsOn(String path) {
        var plain = client().get(path);
        var compressed = client().get(path, "accept-encoding", "gzip, deflate, br, zstd");

        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(compressed.headers().firstValue("content-encoding")).hasValue("gzip");
        for (var response : List.of(plain, compressed)) {
            assertThat(String.join(", ", response.headers().allValues("vary"))).contains("Accept-Encoding");
        }
    }

    @Test
    void givenASmallAnswer_whenTheClientTakesGzip_thenItComesAsItIs() {
        var response = client().post(TYPENAME, "accept-encoding", "gzip");

        assertThat(response.headers().firstValue("content-encoding")).isEmpty();
        assertThat(response.headers().firstValue("vary"))
                .hasValue("Accept, Accept-Encoding, Authorization, Origin, X-Api-Key");
    }

    @Test
    void givenNoTokenAndNoKey_whenOneIsNeeded_thenTheChallengeNamesNoError() {
        var refusal = new RequestException(ErrorCode.UNAUTHENTICATED, "Sign in.");

        assertThat(challenge(HttpRequest.GET("/"), refusal)).isEqualTo("Bearer realm=\"Reelgraph\"");
        assertThat(challenge(HttpRequest.GET("/").header("X-Api-Key", "x"), refusal)).isEqualTo(
                "Bearer realm=\"Reelgraph\", error=\"invalid_token\", error_description=\"Sign in.\"");
        assertThat(challenge(HttpRequest.GET("/").bearerAuth("x"),
                new RequestException(ErrorCode.UNAUTHENTICATED, "a \"b\\c\"\r\nd: é, 'rg_…'")))
                .endsWith("error_description=\"a 'b'c'''d: ', 'rg_...'\"");
    }

    private String challenge(HttpRequest<?> request, RequestException refusal) {
        return responses.refused(request, ResponseType.JSON, refusal).getHeaders().get("WWW-Authenticate");
    }

    @Test
    void givenAnAddressThatIsNotEncoded_whenAsked_thenTheErrorSaysSo() {
        assertThat(RawHttp.answer(server.getURI(), "GET /graphql?query={__typename} HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\n\r\n")).contains(" 400 ", "%7B");
    }

    @Test
    void givenAnErrorInAField_whenOtherFieldsAreFine_thenTheirDataIsThere() {
        var response = client().post("{\"query\": \"{ series(id: \\\"nonsense\\\") { id } __typename }\"}", "accept",
                GRAPHQL);
        var answer = json(response.body());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(answer.at("/data/__typename").asText()).isEqualTo("Query");
        assertThat(answer.at("/errors/0/path/0").asText()).isEqualTo("series");
        assertThat(answer.at("/errors/0/locations/0/line").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"query($f: Int) { allSeries(first: $f) { totalCount } }",
            "query($f: ID!) { series(id: $f) { id } }", "query($f: String) { allSeries(after: $f) { totalCount } }",
            "query($f: MediaBy!) { media(by: $f) { id } }",
            "mutation($f: ImportSeriesInput!) { importSeries(input: $f) { created } }"})
    void givenWronglyTypedVariables_whenAsked_thenNoAnswerSpeaksOfJavaClasses(String document) {
        var javaNames = Pattern.compile(
                "(HashMap|ArrayList|BigInteger|BigDecimal|java\\.|graphql\\.|org\\.|Exception|SELECT|Value\\{)");
        for (var value : new Object[]{Map.of("a", 1), java.util.List.of(1), 1.5, 99999999999L, true, "text"}) {
            var answer = client().answer(document, Map.of("f", value));
            assertThat(answer.toString()).doesNotContainPattern(javaNames);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{ allSeries(first: \"x\") { totalCount } }",
            "{ media(by: {imdb: {a: [1]}}) { id } }",
            "{ media(by: \"x\") { id } }", "{ media(by: {imdb: null}) { id } }", "{ series(id: [1, {a: 2}]) { id } }",
            "mutation { importSeries(input: {series: [{title: 1, year: \"x\", nope: 3}]}) { created } }",
            "query($x: Int = \"a\") { allSeries(first: $x) { totalCount } }"})
    void givenWronglyTypedLiterals_whenAsked_thenNoAnswerSpeaksOfJavaClasses(String document) {
        var answer = client().answer(document);

        assertThat(answer.at("/errors/0/extensions/code").asText()).isIn("GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT");
        assertThat(answer.toString()).doesNotContainPattern("Value\\{|ObjectField|Exception|classification");
    }

    @Test
    void givenAHugeValueOfAWrongType_whenAsked_thenTheErrorDoesNotQuoteAllOfIt() {
        var huge = " with value '".repeat(100_000);
        var variable = client().answer("query($k: MediaKind) { media(by: {imdb: \"x\"}, kind: $k) { id } }",
                Map.of("k", huge));
        var literal = client().answer("{ allSeries(first: \"" + huge.substring(0, 500_000) + "\") { totalCount } }");

        for (var answer : List.of(variable, literal)) {
            assertThat(answer.at("/errors/0/message").asText()).hasSizeBetween(10, 2_000).doesNotContain("Value{");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
