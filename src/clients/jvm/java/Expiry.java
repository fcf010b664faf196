package org.reelgraph.clients;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** The time after which the server refuses an access token. */
final class Expiry {

    private static final long PAUSE = 100_000_000;

    private Expiry() {
    }

    /** Asks until the token is refused. */
    static void await(String accessToken) throws IOException, InterruptedException {
        var question = HttpRequest.newBuilder(URI.create(System.getenv("REELGRAPH_URL") + "?query="
                + URLEncoder.encode("{ __typename }", StandardCharsets.UTF_8)))
                .header("authorization", "Bearer " + accessToken).build();
        var http = HttpClient.newHttpClient();
        while (http.send(question, BodyHandlers.discarding()).statusCode() != 401) {
            LockSupport.parkNanos(PAUSE);
        }
    }
}
