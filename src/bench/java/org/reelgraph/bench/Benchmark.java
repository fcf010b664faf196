package org.reelgraph.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.openjdk.jmh.runner.RunnerException;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;

/** Runs all benchmarks and prints the figures as Markdown. */
public final class Benchmark {

    private static final List<String> PARTS = List.of("outside", "import", "inside", "lists", "search", "sync");
    private static final int CONNECTIONS = 32;
    private static final int IMPORTED = 10_000;

    private final int seconds;
    private final int warmUp;

    private Benchmark(int seconds, int warmUp) {
        this.seconds = seconds;
        this.warmUp = warmUp;
    }

    /**
     * Arguments: library sizes in series, separated by commas; seconds per measurement; seconds of warm-up before a
     * server's first measurement; the parts to run: {@code outside}, {@code import}, {@code inside}, {@code lists},
     * {@code search}, {@code sync}.
     */
    public static void main(String[] arguments) throws RunnerException {
        var sizes = Arrays.stream(arguments[0].split(",")).map(text -> number("bench.series", text)).toList();
        var benchmark = new Benchmark(number("bench.seconds", arguments[1]), number("bench.warm-up", arguments[2]));
        var parts = List.of(arguments[3].split(","));
        if (!PARTS.containsAll(parts)) {
            throw new IllegalArgumentException(
                    "-Dbench.parts must be some of " + PARTS + ", not " + arguments[3] + ".");
        }
        if (parts.contains("outside")) {
            benchmark.outside(sizes);
        }
        if (parts.contains("import")) {
            benchmark.besideAnImport(sizes.getFirst());
        }
        if (parts.contains("inside")) {
            Inside.run(Store.of(sizes.getFirst()).folder());
        }
        if (parts.contains("lists")) {
            Lists.run();
        }
        if (parts.contains("search")) {
            Searches.run();
        }
        if (parts.contains("sync")) {
            Syncs.run(sizes.getFirst());
        }
    }

    private static int number(String option, String text) {
        if (!text.matches("[1-9]\\d{0,6}")) {
            throw new IllegalArgumentException("-D" + option + " must be a whole number from 1, not '" + text + "'.");
        }
        return Integer.parseInt(text);
    }

    private void outside(List<Integer> sizes) {
        print("| series | workload | server | requests/s | CPU µs/request | p50 ms | p99 ms | half the rate: p50 ms | p99 ms |");
        print("|--:|---|---|--:|--:|--:|--:|--:|--:|");
        for (var size : sizes) {
            var store = Store.of(size);
            try (var floor = Subject.floor(store.folder())) {
                measure(size, "floor", floor, Benchmark::gets, store);
            }
            try (var server = Subject.reelgraph(store.folder())) {
                measure(size, "Reelgraph", server, Benchmark::posts, store);
            }
        }
    }

    private void measure(int size, String name, Subject subject,
            Function<Workload, LongFunction<byte[]>> requests, Store store) {
        for (var workload : Workload.values()) {
            var load = new Load(subject.port(), store.ids().stream().map(requests.apply(workload)::apply).toList());
            load.closed(CONNECTIONS, workload == Workload.W1 ? warmUp : warmUp / 3);
            var before = subject.cpu();
            var full = load.closed(CONNECTIONS, seconds);
            var cpu = subject.cpu().minus(before).toNanos() / 1e3 / full.times().getTotalCount();
            var half = settled(load, full.perSecond() / 2);
            print("| %d | %s | %s | %.0f | %.0f | %.2f | %.2f | %.2f | %.2f |".formatted(size, workload, name,
                    full.perSecond(), cpu, full.millis(50), full.millis(99), half.millis(50), half.millis(99)));
        }
    }

    private void besideAnImport(int size) {
        var store = Store.of(size).copy();
        store.putForImport(IMPORTED);
        print("");
        print("| W1 at half the rate | requests/s | p50 ms | p99 ms |");
        print("|---|--:|--:|--:|");
        try (var server = Subject.reelgraph(store.folder())) {
            var client = Accounts.admin(URI.create("http://127.0.0.1:" + server.port()));
            var load = new Load(server.port(), store.ids().stream().map(posts(Workload.W1)::apply).toList());
            load.closed(CONNECTIONS, warmUp);
            var rate = load.closed(CONNECTIONS, seconds).perSecond() / 2;
            row("alone", settled(load, rate));
            client.data("mutation { importLibrary(input: {path: \"more.jsonl\"}) { job { id } } }");
            load.open(CONNECTIONS, warmUp / 2, rate);
            var beside = settled(load, rate);
            var job = client.data("{ importJobs(first: 1) { edges { node { status processed } } } }")
                    .at("/importJobs/edges/0/node");
            row("beside an import of " + IMPORTED + " series, now " + job.get("status").asText() + " after "
                    + job.get("processed"), beside);
        }
    }

    // When the work changes, the JVM compiles once more.
    private Load.Result settled(Load load, double rate) {
        load.open(CONNECTIONS, warmUp / 4, rate);
        return load.open(CONNECTIONS, seconds, rate);
    }

    private static void row(String name, Load.Result result) {
        print("| %s | %.0f | %.2f | %.2f |".formatted(name, result.perSecond(), result.millis(50), result.millis(99)));
    }

    private static LongFunction<byte[]> gets(Workload workload) {
        return id -> ("GET /" + workload + "/" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static LongFunction<byte[]> posts(Workload workload) {
        var document = workload.document();
        return id -> post(document, id);
    }

    private static byte[] post(String document, long id) {
        var body = GraphQlClient
                .write(Map.of("query", document, "variables", Map.of("id", GlobalId.of("series", id))));
        return ("POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
