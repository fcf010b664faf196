package org.reelgraph.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;
import org.reelgraph.testing.GraphQlClient;

/** Measures two kinds of requests, alternating between them, so that any disturbance on the machine affects both. */
final class InTurn {

    /** A request that may differ each time, so that no response comes from a cache. */
    record Request(String document, IntFunction<Map<String, ?>> variables) {

        static Request of(String document) {
            return new Request(document, time -> Map.of());
        }
    }

    /** How long each kind took, shortest first, in nanoseconds. */
    record Times(long[] ones, long[] others) {

        /** {@return a percentile of one kind's times, in milliseconds} */
        static double millis(long[] times, int percent) {
            return times[Math.min(times.length - 1, times.length * percent / 100)] / 1e6;
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI uri;

    InTurn(int port) {
        uri = URI.create("http://127.0.0.1:" + port + "/graphql");
    }

    /** {@return the times of this many rounds after a warm-up} */
    Times time(Request one, Request other, int warmUp, int rounds) {
        for (var time = 0; time < warmUp; time++) {
            time(one, time);
            time(other, time);
        }
        var times = new Times(new long[rounds], new long[rounds]);
        for (var round = 0; round < rounds; round++) {
            times.ones()[round] = time(one, warmUp + round);
            times.others()[round] = time(other, warmUp + round);
        }
        Arrays.sort(times.ones());
        Arrays.sort(times.others());
        return times;
    }

    private long time(Request request, int time) {
        var body = GraphQlClient.write(Map.of("query", request.document(), "variables",
                request.variables().apply(time)));
        var post = HttpRequest.newBuilder(uri).header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body)).build();
        try {
            var start = System.nanoTime();
            var answer = http.send(post, BodyHandlers.ofString()).body();
            var end = System.nanoTime();
            if (answer.contains("\"errors\"")) {
                throw new IllegalStateException(answer);
            }
            return end - start;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
