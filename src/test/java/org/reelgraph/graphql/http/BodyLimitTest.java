package org.reelgraph.graphql.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.RawHttp;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Bodies whose length is not told, or told of what is compressed. */
@DatabaseIndependent
class BodyLimitTest extends ServerTest {

    private static final int LIMIT = 20_000;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.limits.body", Integer.toString(LIMIT), "reelgraph.limits.import-body", "1048576");
    }

    private static byte[] request(int length) {
        var start = "{\"query\": \"{ __typename }\", \"filler\": \"";
        return (start + "x".repeat(length - start.length() - 2) + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] compressed(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }

    private HttpResponse<String> chunked(GraphQlClient client, byte[] body, String... headers) {
        var request = client.request("/graphql", "content-type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
        return client.send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> gzipped(GraphQlClient client, byte[] body) throws IOException {
        return client.send(client.request("/graphql", "content-type", "application/json", "content-encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(compressed(body))));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, LIMIT - 1, LIMIT})
    void givenAChunkedBodyWithinTheLimit_whenPosted_thenItIsAnswered(int length) {
        assertThat(chunked(anonymous(), request(length)).body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
    }

    @ParameterizedTest
    @ValueSource(ints = {LIMIT + 1, 10 * LIMIT})
    void givenAChunkedBodyBeyondTheLimit_whenPosted_thenPayloadTooLarge(int length) {
        var response = chunked(anonymous(), request(length));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("PAYLOAD_TOO_LARGE", "20000");
    }

    @Test
    void givenWhoMayImport_whenTheyPostALargeChunkedBody_thenItIsAnswered_andATooLargeOneIsNot() {
        assertThat(chunked(client(), request(10 * LIMIT)).statusCode()).isEqualTo(200);
        assertThat(chunked(client(), request(1_100_000)).statusCode()).isEqualTo(413);
    }

    @Test
    void givenACompressedBody_whenPosted_thenItCountsAsItIsWhenUnpacked() throws IOException {
        assertThat(gzipped(anonymous(), request(LIMIT)).statusCode()).isEqualTo(200);
        assertThat(gzipped(anonymous(), request(LIMIT + 1)).statusCode()).isEqualTo(413);
        assertThat(gzipped(client(), request(10 * LIMIT)).statusCode()).isEqualTo(200);
        assertThat(gzipped(client(), request(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(chunked(anonymous(), compressed(request(LIMIT)), "content-encoding", "gzip").statusCode())
                .isEqualTo(200);
    }

    @Test
    void givenABodyThatUnpacksToFarMore_whenPosted_thenItIsReadNoFurtherThanTheLimit() throws IOException {
        assertThat(gzipped(anonymous(), request(20_000_000)).statusCode()).isEqualTo(413);
        assertThat(gzipped(client(), request(20_000_000)).body()).contains("PAYLOAD_TOO_LARGE", "importLibrary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "UTF-32"})
    void givenABodyInAnotherEncoding_whenPosted_thenUnsupportedMediaType_packedOrNot(String charset)
            throws IOException {
        var body = "{\"query\":\"{__typename}\"}".getBytes(Charset.forName(charset));

        assertThat(chunked(anonymous(), body).statusCode()).isEqualTo(415);
        assertThat(gzipped(anonymous(), body).body()).contains("UNSUPPORTED_MEDIA_TYPE", "UTF-8");
    }

    @Test
    void givenAByteOrderMarkOfUtf8_whenPosted_thenItIsPassedOver() {
        assertThat(chunked(anonymous(), "\ufeff{\"query\":\"{__typename}\"}".getBytes(StandardCharsets.UTF_8)).body())
                .isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givenADeflatedBody_whenPosted_thenItIsAnswered_withAndWithoutZlibsHeader(boolean raw) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packed = new DeflaterOutputStream(bytes, new Deflater(Deflater.DEFAULT_COMPRESSION, raw))) {
            packed.write(request(LIMIT));
        }

        assertThat(chunked(anonymous(), bytes.toByteArray(), "content-encoding", "deflate").body())
                .isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1E400", "1e999999999"})
    void givenANumberThatNoDoubleHolds_whenPosted_thenItIsRefused(String number) {
        var body = "{\"query\":\"{__typename}\",\"variables\":{\"v\":%s}}".formatted(number);

        var refused = chunked(anonymous(), body.getBytes(StandardCharsets.UTF_8));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("BAD_REQUEST");
    }

    @Test
    void givenAnUnknownContentEncoding_whenPosted_thenItIsNamed() {
        var response = chunked(anonymous(), request(100), "content-encoding", "br");

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains("gzip or deflate, not br");
    }

    @Test
    void givenABadToken_whenABodyIsTooLarge_thenTheTokenIsWhatIsWrong() {
        var client = anonymous().with("expired");

        assertThat(chunked(client, request(10 * LIMIT)).statusCode()).isEqualTo(401);
        assertThat(chunked(client, request(100)).statusCode()).isEqualTo(401);
        assertThat(client.post("x".repeat(10 * LIMIT)).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "Content-Length: -2\r\n\r\n{}",
            "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"})
    void givenABodyThatIsNotAsItsHeadersSay_whenPosted_thenBadRequest(String headersAndBody) {
        var answer = RawHttp.answer(server.getURI(),
                "POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\n" + headersAndBody);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"BAD_REQUEST\"");
    }
}
