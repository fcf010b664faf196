package org.reelgraph.graphql.access;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class ListenAddressTest {

    private static boolean hasIpv6() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"::1, '[::1]', true", "'[::1]', '[::1]', true", "0:0:0:0:0:0:0:1, '[0:0:0:0:0:0:0:1]', true",
            "::, '[::]', false", "127.0.0.1, 127.0.0.1, true", "localhost, localhost, true"})
    void givenAnAddress_whenStarted_thenItListensThere_andItsUrlCanBeOpened(String setting, String host,
            boolean seesCatalogue) {
        assumeTrue(!setting.contains(":") || hasIpv6(), "no IPv6");
        var settings = Map.<String, Object>of("reelgraph.data-dir",
                ServerTest.newFolder("ListenAddressTest").toString(), "micronaut.server.port", "-1",
                "micronaut.server.host", setting);
        try (var server = ApplicationContext.run(EmbeddedServer.class, settings)) {
            assertThat(server.getContextURI()).hasToString("http://" + host + ":" + server.getPort());
            var answer = new GraphQlClient(server.getURI()).answer("{ allMovies { totalCount } }");
            assertThat(answer.at("/data/allMovies/totalCount").isInt()).as(answer.toString()).isEqualTo(seesCatalogue);
        }
    }
}
