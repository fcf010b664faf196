package org.reelgraph.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.LargeLibrary;

/** Times lists on a large library, one request after the other, always two kinds of requests in turn: what counts is their ratio. */
final class Lists {

    private static final int SERIES = 10_000;
    private static final int MOVIES = 20_000;
    private static final int WARM_UP = 1_000;
    private static final int ROUNDS = 100;
    private static final List<String> FIELDS = List.of("TITLE", "YEAR", "ADDED_AT", "UPDATED_AT", "RELEASED_ON",
            "RATING",
            "DURATION", "RANDOM");
    private static final String CARD = "id title year rating";
    private static final String CAST = " cast(first: 3) { character person { name } }";

    /** A request that differs from time to time, so that nothing is answered out of a cache; or doesn't. */
    private record Request(String document, IntFunction<Map<String, ?>> variables) {

        static Request of(String document) {
            return new Request(document, time -> Map.of());
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI uri;

    private Lists(int port) {
        uri = URI.create("http://127.0.0.1:" + port + "/graphql");
    }

    /** Prints a table of ratios. */
    static void run() {
        try (var server = Subject.reelgraph(store())) {
            var lists = new Lists(server.port());
            print("| what | median ms | beside | median ms | ratio |");
            print("|---|--:|---|--:|--:|");
            for (var field : FIELDS) {
                for (var direction : List.of("ASC", "DESC")) {
                    lists.lastBesideFirst(field, direction, "");
                }
            }
            lists.lastBesideFirst("TITLE", "ASC", "filter: {genres: {anyOf: [\"Drama\"]}} ");
            lists.lastBesideFirst("RATING", "DESC", "filter: {year: {from: 1990 to: 2010}} ");
            lists.lastBesideFirst("TITLE", "ASC", "filter: {genres: {allOf: [\"Western\" \"Sport\"]}} ");
            lists.others();
        }
    }

    private static Path store() {
        var folder = Path.of("target", "bench", "large-library");
        if (!Files.exists(folder.resolve("reelgraph.db"))) {
            try {
                Files.createDirectories(folder);
                var file = folder.resolve("library.jsonl");
                LargeLibrary.write(file, SERIES, MOVIES);
                Store.importInto(folder, file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folder;
    }

    private void lastBesideFirst(String field, String direction, String filter) {
        var page = "{ allMedia(%%s: 100 %sorderBy: [{field: %s direction: %s}]) { edges { cursor node { id title } } } }"
                .formatted(filter, field, direction);
        compare("last page by " + field + " " + direction + " " + filter, Request.of(page.formatted("last")),
                "first page", Request.of(page.formatted("first")));
    }

    private void others() {
        var page = "{ allMedia(first: 100) { edges { node { %s } } } }";
        compare("page of 100 with 3 cast each", Request.of(page.formatted(CARD + CAST)), "the page without",
                Request.of(page.formatted(CARD)));
        compare("page of 100 with genres, images and 3 cast each",
                Request.of(page.formatted(CARD + " summary genres images { path }" + CAST)), "the page without cast",
                Request.of(page.formatted(CARD + " summary genres images { path }")));
        var facets = "query($from: Float) { mediaFacets(filter: {rating: {from: $from}}) { genres { name count } studios { name count }"
                + " countries { name count } contentRatings { name count } years { year count } kinds { kind count } } }";
        var filtered = "query($from: Float) { allMedia(first: 100 filter: {rating: {from: $from}}) { edges { node { "
                + CARD + " } } } }";
        compare("six facets, counted anew", new Request(facets, time -> Map.of("from", 5 + time / 1e6)),
                "a page under the filter", new Request(filtered, time -> Map.of("from", 5 + time / 1e6)));
        compare("six facets, asked again", new Request(facets, time -> Map.of("from", 5)), "a page under the filter",
                new Request(filtered, time -> Map.of("from", 5)));
        var series = "{ media(by: {ratingKey: \"large-%d\"}) { title ... on Series { seasons { number episodes { code title%s } } } } }";
        compare("1,100 episodes with 20 cast each",
                Request.of(series.formatted(0, " cast { character person { name } }")), "the episodes without cast",
                Request.of(series.formatted(0, "")));
        compare("72 seasons with 720 episodes", Request.of(series.formatted(1, "")), "a series of 30 episodes",
                Request.of(series.formatted(2, "")));
    }

    private void compare(String what, Request one, String beside, Request other) {
        for (var time = 0; time < WARM_UP; time++) {
            time(one, time);
            time(other, time);
        }
        var ones = new long[ROUNDS];
        var others = new long[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            ones[round] = time(one, WARM_UP + round);
            others[round] = time(other, WARM_UP + round);
        }
        print("| %s | %.2f | %s | %.2f | %.2f |".formatted(what, millis(ones), beside, millis(others),
                millis(ones) / millis(others)));
    }

    private static double millis(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }

    private long time(Request request, int time) {
        var body = GraphQlClient.write(Map.of("query", request.document(), "variables",
                request.variables().apply(time)));
        var post = HttpRequest.newBuilder(uri).header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
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

    private static void print(String line) {
        System.out.println(line);
    }
}
