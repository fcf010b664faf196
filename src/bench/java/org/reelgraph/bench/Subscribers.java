package org.reelgraph.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * How long it takes from a mutation until all subscribers of a running server are told. It is a program of its own, without
 * libraries, so that it runs as {@code java Subscribers.java <url> <token> <sockets> <changes>}. With 0 changes, the sockets
 * stay open without a subscription until the program is ended, so that the server's heap can be looked at.
 */
public final class Subscribers {

    private static final Pattern FAILED = Pattern.compile("\"failed\":0");
    private static final String INIT = "{\"type\":\"connection_init\"}";
    private static final String SUBSCRIBE = "{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":"
            + "\"subscription { libraryChanged { mediaId action media { title } } }\"}}";

    private final URI server;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Listener> listeners = new ArrayList<>();

    private Subscribers(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** What one socket receives. */
    private static final class Listener implements WebSocket.Listener {

        private final CountDownLatch acknowledged = new CountDownLatch(1);
        private volatile CountDownLatch told = new CountDownLatch(0);
        private volatile long toldAt;

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            if (acknowledged.getCount() > 0) {
                acknowledged.countDown();
            } else {
                toldAt = System.nanoTime();
                told.countDown();
            }
            socket.request(1);
            return null;
        }
    }

    public static void main(String[] arguments) throws Exception {
        var program = new Subscribers(URI.create(arguments[0]), arguments[1]);
        var changes = Integer.parseInt(arguments[3]);
        program.open(Integer.parseInt(arguments[2]), changes > 0);
        System.out.println(program.listeners.size() + " sockets are open");
        if (changes == 0) {
            Thread.sleep(Long.MAX_VALUE);
        }
        program.measure(changes);
    }

    private void open(int sockets, boolean subscribed) throws InterruptedException {
        var address = URI.create("ws://" + server.getAuthority() + "/graphql");
        for (var i = 0; i < sockets; i++) {
            var listener = new Listener();
            var socket = http.newWebSocketBuilder().subprotocols("graphql-transport-ws")
                    .buildAsync(address, listener).join();
            socket.sendText(INIT, true).join();
            if (!listener.acknowledged.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Socket " + i + " is not acknowledged");
            }
            if (subscribed) {
                socket.sendText(SUBSCRIBE, true).join();
            }
            listeners.add(listener);
        }
        // There is no message that says that a subscription has begun.
        Thread.sleep(2_000);
    }

    private void measure(int changes) throws Exception {
        var told = new ArrayList<Long>();
        var answered = new ArrayList<Long>();
        var later = new ArrayList<Long>();
        for (var i = 0; i < changes; i++) {
            var all = new CountDownLatch(listeners.size());
            listeners.forEach(listener -> listener.told = all);
            var begun = System.nanoTime();
            change(i);
            var answeredAt = System.nanoTime();
            answered.add(answeredAt - begun);
            if (!all.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException(all.getCount() + " sockets were not told of change " + i);
            }
            listeners.forEach(listener -> told.add(listener.toldAt - begun));
            listeners.forEach(listener -> later.add(listener.toldAt - answeredAt));
        }
        print("mutation answered", answered);
        print("subscribers told", told);
        print("subscribers told, after the answer", later);
    }

    private void change(int number) throws Exception {
        var body = "{\"query\":\"mutation { importMovies(input: {movies: [{ratingKey: \\\"bench\\\", title: \\\"Change "
                + number + " of " + System.nanoTime() + "\\\"}]}) { failed } }\"}";
        var answer = http.send(HttpRequest.newBuilder(server.resolve("/graphql"))
                .headers("content-type", "application/json", "authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        if (!FAILED.matcher(answer.body()).find()) {
            throw new IllegalStateException(answer.body());
        }
    }

    private static void print(String what, List<Long> nanos) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf("%s: p50 %.1f ms, p99 %.1f ms, most %.1f ms (%d)%n", what, at(sorted, 0.5), at(sorted, 0.99),
                at(sorted, 1), sorted.length);
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))] / 1e6;
    }
}
