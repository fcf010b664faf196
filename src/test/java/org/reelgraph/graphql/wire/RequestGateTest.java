package org.reelgraph.graphql.wire;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.RawHttp;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests whose end or host can't be told for sure, followed by another one. */
@DatabaseIndependent
class RequestGateTest extends ServerTest {

    private static final String START = "POST /graphql HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\n";
    private static final String SECOND = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final String QUERY = "{\"query\":\"{__typename}\"}";
    private static final String CHUNK = "18\r\n" + QUERY + "\r\n";

    // The answer ends where the server closes the connection.
    private String answer(String request) {
        return RawHttp.answer(server.getURI(), request);
    }

    private void assertRefusedAndClosed(String request, String reason) {
        assertThat(answer(request + SECOND)).startsWith("HTTP/1.1 400").containsIgnoringCase("connection: close")
                .contains("\"code\":\"BAD_REQUEST\"", "\"requestId\"", reason).doesNotContain("HTTP/1.1 200", "UP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xchunked", "identity", "gzip", "gzip, chunked", "chunked, chunked",
            "chunked;q=1", "\"chunked\"", "chunked\r\nTransfer-Encoding: chunked"})
    void givenAnotherTransferEncoding_whenMoreFollows_thenItIsRefusedAndNothingThatFollowsIsRead(String coding) {
        assertRefusedAndClosed(START + "Transfer-Encoding: " + coding + "\r\n\r\n", "'Transfer-Encoding'");
    }

    // The decoder's own refusals.
    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked, identity", "Content-Length: 2\r\nContent-Length: 3",
            "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 2", "Content-Length: -2", "No header"})
    void givenHeadersThatContradictThemselves_whenMoreFollows_thenTheyAreRefused(String headers) {
        assertRefusedAndClosed(START + headers + "\r\n\r\n", "The request can't be answered.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GARBAGE", "GET / HTTP/1.1 more"})
    void givenAFirstLineThatMakesNoSense_whenMoreFollows_thenItIsRefused(String line) {
        assertRefusedAndClosed(line + "\r\nHost: localhost\r\n\r\n", "The request");
    }

    @Test
    void givenAMalformedUrlAndAMalformedHeader_whenMoreFollows_thenTheConnectionIsClosedToo() {
        assertRefusedAndClosed("GET /graphql?query=%zz HTTP/1.1\r\nHost: localhost\r\n: a\r\n\r\n",
                "The URL is malformed");
    }

    @Test
    void givenAUrlOverTheLimit_whenAsked_thenTheResponseSaysThatTheConnectionCloses() {
        assertThat(answer("GET /graphql?query=" + "x".repeat(200_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 413").containsIgnoringCase("connection: close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz", "-18", "ffffffffffff", "0x18", ""})
    void givenAChunkWithoutALength_whenMoreFollows_thenTheChunksAreWhatIsWrong(String length) {
        var start = START + "Transfer-Encoding: chunked\r\n\r\n";

        assertRefusedAndClosed(start + length + "\r\n" + QUERY + "\r\n0\r\n\r\n", "The chunks");
        assertRefusedAndClosed(start + CHUNK + length + "\r\n0\r\n\r\n", "The chunks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host:\r\n", "Host: \r\n", "Host: localhost\r\nHost: localhost\r\n",
            "Host: localhost\r\nHost: evil.example\r\n",
            "Host:\r\nHost:\r\n"})
    void givenNoHostOrTwo_whenAsked_thenItIsRefused(String hosts) {
        assertRefusedAndClosed("GET /health HTTP/1.1\r\n" + hosts + "\r\n", "'Host'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/3.0"})
    void givenAnotherVersion_whenMoreFollows_thenItIsRefused(String version) {
        assertRefusedAndClosed(START.replace("HTTP/1.1", version) + "Content-Length: 24\r\n\r\n" + QUERY,
                "Only HTTP/1.1 and HTTP/1.0");
    }

    @Test
    void givenALaterMinorVersion_whenAsked_thenTheAnswerIsOfTheServersOwn() {
        assertThat(answer(SECOND.replace("HTTP/1.1", "HTTP/1.9"))).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-A : b", "Transfer-Encoding : chunked", "X-A: a\0b", "X-A: a\rb", "Content-Length: +24",
            "Content-Length: 24\r\nContent-Length: 24"})
    void givenHeadersThatNoProxyReadsAlike_whenMoreFollows_thenTheyAreRefused(String header) {
        assertRefusedAndClosed(START + header + "\r\nContent-Length: 24\r\n\r\n" + QUERY,
                "The request can't be answered.");
    }

    @Test
    void givenLinesThatEndWithoutCarriageReturns_whenMoreFollows_thenTheyAreRefused() {
        assertThat(answer((START + "Content-Length: 24\r\n\r\n").replace("\r\n", "\n") + QUERY + SECOND))
                .contains("400 Bad Request", "The request can't be answered.").doesNotContain("UP");
    }

    @Test
    void givenARequestThatIsRefused_whenAnotherOneIsInItsPlace_thenThatIsNotAnswered() {
        var answer = answer(START + "Content-Length: 2000000\r\n\r\n" + SECOND);

        assertThat(answer).startsWith("HTTP/1.1 413").doesNotContain("HTTP/1.1 200", "UP");
    }

    @Test
    void givenHttp10_whenItNamesNoHost_thenItIsAnswered_andWhenItIsChunked_thenItIsNot() {
        assertThat(answer("GET /health HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200");
        assertThat(answer(START.replace("/1.1", "/1.0") + "Transfer-Encoding: chunked\r\n\r\n" + CHUNK + "0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "Chunked"})
    void givenAChunkedBody_whenAnotherRequestFollows_thenBothAreAnswered(String coding) {
        assertThat(answer(START + "Transfer-Encoding: " + coding + "\r\n\r\n" + CHUNK + "0\r\n\r\n" + SECOND))
                .contains("{\"data\":{\"__typename\":\"Query\"}}", "{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"gzip | gzip", "*|gzip", "gzip, deflate, br, zstd|gzip", "snappy|''",
            "snappy;q=1, gzip;q=0.2|gzip", "gzip;q=0|''", "br;q=1, gzip;q=0|''", "*, gzip;q=0|deflate",
            "*;q=0.5, snappy|gzip", "*;q=0|''", "deflate, *;q=0|deflate", "gzip;q=much|''", "identity|''",
            "br, *;q=0.1|gzip", "br|''", "zstd|''", "snappy+gzip|gzip"})
    void givenWhatAClientAccepts_whenALongAnswerComes_thenItIsInAnEncodingThatHttpKnowsAndTheClientTakes(
            String accepted,
            String coding) {
        var head = answer("GET /graphql/schema HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept-Encoding: "
                + accepted.replace("+", "\r\nAccept-Encoding: ") + "\r\n\r\n").split("\r\n\r\n")[0]
                .toLowerCase(Locale.ROOT);

        assertThat(head).startsWith("http/1.1 200");
        assertThat(head.contains("content-encoding")).as(head).isEqualTo(!coding.isEmpty());
        assertThat(head).contains(coding.isEmpty() ? "" : "content-encoding: " + coding);
    }
}
