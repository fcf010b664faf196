package org.reelgraph.accounts.passwords;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

class SignInFloodTest extends ServerTest {

    private static final int CLIENTS = 16;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.trusted-proxies", "127.0.0.1", "reelgraph.sign-in.queue", "1",
                "reelgraph.sign-in.hash-memory", "1024");
    }

    private HttpResponse<String> login(String address, String email, String password) {
        var query = "mutation($i: LoginInput!) { login(input: $i) { accessToken userErrors { code } } }";
        return anonymous().post(GraphQlClient.write(Map.of("query", query, "variables",
                Map.of("i", Map.of("email", email, "password", password)))), "x-forwarded-for", address, "accept",
                "application/json");
    }

    private boolean succeeds(String address) {
        return !GraphQlClient.json(login(address, Accounts.ADMIN, Accounts.PASSWORD).body())
                .at("/data/login/accessToken").isMissingNode();
    }

    @Test
    void givenAFloodFromManyAddresses_whenAKnownNetworkSignsIn_thenItIsNeverRefused() {
        assertThat(succeeds("203.0.113.7")).isTrue();
        var over = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
            var flood = IntStream.range(0, CLIENTS).mapToObj(client -> CompletableFuture.supplyAsync(
                    () -> flood(client, over), threads)).toList();
            List<Boolean> genuine;
            try {
                genuine = IntStream.range(0, 20).mapToObj(i -> succeeds("203.0.113.7")).toList();
            } finally {
                over.set(true);
            }

            assertThat(genuine).doesNotContain(false);
            var refused = flood.stream().map(CompletableFuture::join).flatMap(List::stream).toList();
            assertThat(refused).isNotEmpty()
                    .allSatisfy(response -> assertThat(response.headers().firstValue("retry-after")).hasValue("5"));
        }
    }

    private List<HttpResponse<String>> flood(int client, AtomicBoolean over) {
        return IntStream.iterate(0, i -> !over.get(), i -> i + 1)
                .mapToObj(i -> login("10." + client + "." + i / 250 % 250 + "." + i % 250, i + "@example.org", "wrong"))
                .filter(response -> response.body().contains("OVERLOADED")).toList();
    }
}
