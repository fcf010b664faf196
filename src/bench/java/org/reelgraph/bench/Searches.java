package org.reelgraph.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.reelgraph.bench.InTurn.Request;
import org.reelgraph.bench.InTurn.Times;

/** Measures searches in 100,000 titles and 300,000 episodes, each alternating with a lookup of one item by key. */
final class Searches {

    private static final int SERIES = 10_000;
    private static final int MOVIES = 90_000;
    private static final int WARM_UP = 60;
    private static final int ROUNDS = 100;
    private static final String TITLED = "... on Media { title } ... on Episode { episode: title } ... on Person { name }";
    private static final String SEARCH = "query($q: String!) { search(query: $q) { edges { score node { __typename "
            + TITLED
            + " } highlight { text matched } } } }";
    private static final String MEANT = "query($q: String!) { search(query: $q) { didYouMean edges { score } } }";
    private static final String SUGGEST = "query($q: String!) { suggest(prefix: $q) { text type } }";
    private static final String CONTAINS = "query($q: String!) { allMedia(filter: {title: {contains: $q}}) { edges { node { title } } } }";
    private static final String RELATED = "query($key: String!) { media(by: {ratingKey: $key}) { related(first: 12) { score media { title }"
            + " reasons { kind name } } } }";
    private static final List<String> QUERIES = List.of("golden", "uber", "über", "g", "gol", "up", "é", "the", "撃",
            "進撃", "東京", "🎬", "100%",
            "C++", "\"", "golden tide", "harbour silent", "golden -tide", "\"silent harbour\"", "golden harbour 7",
            "wild mirror paper", "stranger valley", "golden stranger", "12345", "say hel");
    private static final List<String> MISTYPED = List.of("goldne", "silnet harbuor", "angstorm", "goldentide",
            "xyzzyx");
    private static final List<String> BEGINNINGS = List.of("g", "go", "golden", "silent ha", "東", "é");
    private static final List<String> FRAGMENTS = List.of("a", "é", "old", "n ti", "golden", "ilent Har", "東京", "C++",
            "xq", "9999");

    private final InTurn turns;

    private Searches(InTurn turns) {
        this.turns = turns;
    }

    /** Prints a table of times and ratios. */
    static void run() {
        try (var server = Subject.reelgraph(Store.large("search-library", SERIES, MOVIES))) {
            var searches = new Searches(new InTurn(server.port()));
            print("| what | p50 ms | p95 ms | one lookup beside it: p50 ms | p95 ms | ratio of p95 |");
            print("|---|--:|--:|--:|--:|--:|");
            searches.beside("(a lookup too)", lookup());
            searches.each("search", SEARCH, QUERIES);
            searches.each("did you mean", MEANT, MISTYPED);
            searches.each("suggest", SUGGEST, BEGINNINGS);
            searches.each("title contains", CONTAINS, FRAGMENTS);
            searches.beside("12 related", new Request(RELATED, Searches::key));
        }
    }

    private static Request lookup() {
        return new Request("query($key: String!) { media(by: {ratingKey: $key}) { title } }", Searches::key);
    }

    private static Map<String, ?> key(int time) {
        return Map.of("key", "large-" + time * 7919 % (SERIES + MOVIES));
    }

    private void each(String what, String document, List<String> texts) {
        texts.forEach(text -> beside(what + " `" + text + "`", new Request(document, time -> Map.of("q", text))));
    }

    private void beside(String what, Request request) {
        var times = turns.time(request, lookup(), WARM_UP, ROUNDS);
        print("| %s | %.2f | %.2f | %.2f | %.2f | %.1f |".formatted(Stream.of(what, Times.millis(times.ones(), 50),
                Times.millis(times.ones(), 95), Times.millis(times.others(), 50), Times.millis(times.others(), 95),
                Times.millis(times.ones(), 95) / Times.millis(times.others(), 95)).toArray()));
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
