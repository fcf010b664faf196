package org.reelgraph.bench;

import java.util.List;
import java.util.Map;
import org.reelgraph.bench.InTurn.Request;
import org.reelgraph.bench.InTurn.Times;

/**
 * Measures lists in a large library, one request at a time, always alternating between two kinds of requests: what
 * counts is their ratio.
 */
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

    private final InTurn turns;

    private Lists(InTurn turns) {
        this.turns = turns;
    }

    /** Prints a table of ratios. */
    static void run() {
        try (var server = Subject.reelgraph(Store.large("large-library", SERIES, MOVIES))) {
            var lists = new Lists(new InTurn(server.port()));
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
        var times = turns.time(one, other, WARM_UP, ROUNDS);
        var ratio = Times.millis(times.ones(), 50) / Times.millis(times.others(), 50);
        print("| %s | %.2f | %s | %.2f | %.2f |".formatted(what, Times.millis(times.ones(), 50), beside,
                Times.millis(times.others(), 50), ratio));
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
