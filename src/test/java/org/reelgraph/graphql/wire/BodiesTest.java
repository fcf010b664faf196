package org.reelgraph.graphql.wire;

import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.graphql.limits.MemoryBudget;
import org.reelgraph.testing.DatabaseIndependent;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.RawConnection;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the bodies that come at a time, and the connections that are open, may be together. */
@Timeout(120)
@DatabaseIndependent
class BodiesTest extends ServerTest {

    private static final int BODY = 40_000;
    private static final String HEAD = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private static final String ASKING = HEAD + "Expect: 100-continue\r\nContent-Length: " + BODY + "\r\n\r\n";
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final String QUERY = "{\"query\":\"{__typename}\"}";

    @Inject
    MemoryBudget memory;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.limits.stall", "30s", "reelgraph.limits.body", "50000",
                "reelgraph.limits.import-body", "80000", "reelgraph.limits.bodies", "200000",
                "reelgraph.limits.connections", "24", "reelgraph.limits.body-values", "1000",
                "reelgraph.limits.import-values", "2000");
    }

    private RawConnection connect() {
        return new RawConnection(server.getURI());
    }

    private static String whole(int length) {
        return QUERY + " ".repeat(length - QUERY.length());
    }

    private static String lists(int count) {
        return "{\"query\":\"{__typename}\",\"variables\":{\"a\":[" + "[],".repeat(count) + "[]]}}";
    }

    @AfterEach
    void nothingIsHeldAnyLonger() {
        while (memory.taken() != 0) {
            Pause.briefly();
        }
    }

    @Test
    void givenBodiesOfOneAddress_whenOneMoreWouldBeTooMuch_thenItIsRefused_andTheOthersAreAnswered() {
        try (var first = connect().send(ASKING); var second = connect().send(ASKING)) {
            assertThat(first.readUntil(CONTINUE)).isEqualTo(CONTINUE);
            assertThat(second.readUntil(CONTINUE)).isEqualTo(CONTINUE);
            try (var third = connect().send(ASKING)) {
                assertThat(third.readAll()).startsWith("HTTP/1.1 429").containsIgnoringCase("retry-after: 2")
                        .containsIgnoringCase("connection: close").contains("RATE_LIMITED", "100000");
            }
            assertThat(anonymous().answer("{__typename}").at("/data/__typename").asText()).isEqualTo("Query");
            assertThat(first.send(whole(BODY)).readUntil("}}")).startsWith("HTTP/1.1 200");
            try (var fourth = connect().send(ASKING)) {
                assertThat(fourth.readUntil(CONTINUE)).isEqualTo(CONTINUE);
            }
            assertThat(second.send(whole(BODY)).readUntil("}}")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void givenBodiesOfAllAddresses_whenOneMoreWouldBeTooMuch_thenTheServerIsOverloaded() {
        var clients = IntStream.range(0, 5).mapToObj(n -> new RawConnection(server.getURI(), "127.0.0." + (2 + n)))
                .toList();
        try {
            clients.forEach(client -> assertThat(client.send(ASKING).readUntil(CONTINUE)).isEqualTo(CONTINUE));
            try (var last = connect().send(ASKING)) {
                assertThat(last.readAll()).startsWith("HTTP/1.1 503").containsIgnoringCase("retry-after: 2")
                        .contains("OVERLOADED");
            }
        } finally {
            clients.forEach(RawConnection::close);
        }
    }

    @Test
    void givenChunksWithoutALength_whenTheyAreTooMuchTogether_thenTheyCountAsTheyCome() {
        var chunk = "7530\r\n" + " ".repeat(30_000) + "\r\n";
        try (var first = connect().send(ASKING); var second = connect().send(ASKING)) {
            first.readUntil(CONTINUE);
            second.readUntil(CONTINUE);
            try (var third = connect().send(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk)) {
                assertThat(third.readAll()).startsWith("HTTP/1.1 429").contains("RATE_LIMITED");
            }
        }
    }

    @Test
    void givenABodyThatIsTooLarge_whenTheClientSendsAllOfIt_thenItStillReadsTheAnswer() {
        var large = new byte[8_000_000];
        try (var client = connect().send(HEAD + "Content-Length: 8000000\r\n\r\n").send(large)) {
            assertThat(client.readAll()).startsWith("HTTP/1.1 413").contains("PAYLOAD_TOO_LARGE");
        }
        try (var client = connect().send(HEAD + "Expect: 100-continue\r\nContent-Length: 8000000\r\n\r\n")) {
            assertThat(client.readAll()).startsWith("HTTP/1.1 413").contains("PAYLOAD_TOO_LARGE");
        }
    }

    // Which one is too many is up to the threads that take them in.
    @Test
    void givenMoreConnectionsThanOneAddressMayHave_whenOneMoreOpens_thenOneIsClosed_andOthersAreAnswered() {
        var clients = IntStream.range(0, 13).mapToObj(n -> new RawConnection(server.getURI(), "127.0.0.9")).toList();
        try (var other = connect().send(HEAD + "Content-Length: 24\r\n\r\n" + QUERY)) {
            assertThat(other.readUntil("}}")).startsWith("HTTP/1.1 200");
            while (clients.stream().noneMatch(client -> client.hearsWithin(1))) {
                Pause.briefly();
            }
            assertThat(clients).filteredOn(client -> client.hearsWithin(1)).hasSize(1);
        } finally {
            clients.forEach(RawConnection::close);
        }
    }

    @Test
    void givenManySmallLists_whenTheyAreMoreThanTheSenderMaySend_thenPayloadTooLarge_andWhoMayImportIsToldOfFiles() {
        assertThat(anonymous().post(lists(900)).statusCode()).isEqualTo(200);
        assertThat(client().post(lists(1_900)).statusCode()).isEqualTo(200);

        var refused = anonymous().post(lists(1_001));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("PAYLOAD_TOO_LARGE", "1000 values").doesNotContain("importLibrary");
        var ofImporter = client().post(lists(2_001));
        assertThat(ofImporter.statusCode()).isEqualTo(413);
        assertThat(ofImporter.body()).contains("PAYLOAD_TOO_LARGE", "2000 values", "importLibrary");
    }

    @Test
    void givenAMalformedChunkAfterABodyThatIsTooLarge_whenMoreFollows_thenTheConnectionIsClosedAtOnce() {
        var chunk = "ea60\r\n" + " ".repeat(60_000) + "\r\n";
        try (var client = connect().send(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk)) {
            assertThat(client.readAll()).startsWith("HTTP/1.1 413");
            assertThatThrownBy(() -> {
                while (true) {
                    client.send("zz\r\n");
                }
            }).isInstanceOf(UncheckedIOException.class);
        }
    }
}
