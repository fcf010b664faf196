package org.reelgraph.testing.servers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A server over real HTTP, with a library that can be changed and faults that can be asked for. */
public abstract class FakeServer implements AutoCloseable {

    // What is answered all the same, though not as it should be.
    private static final Set<Fault> WITHIN_ANSWERS = EnumSet.of(Fault.EMPTY, Fault.LYING);

    /** How its Plex Media Server names itself. */
    public static final String IDENTIFIER = "0123456789abcdef0123456789abcdef01234567";

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final FakeLibrary library = new FakeLibrary();
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final AtomicLong latencies = new AtomicLong();
    private volatile long latencyMillis;
    private volatile String identifier = IDENTIFIER;

    FakeServer() throws IOException {
        server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.createContext("/", exchange -> {
            try {
                answer(exchange);
            } catch (RuntimeException e) {
                send(exchange, 500, error(e));
            }
        });
    }

    final void start() {
        server.start();
    }

    /** {@return the name of its kind} */
    public abstract String kind();

    /** {@return the key or token that it accepts} */
    public abstract String secret();

    /** {@return the request for the list of a section, as {@link #fail} and {@link #hold} name it} */
    public abstract String listRequest(int section);

    /** {@return the request for the metadata of an item} */
    public abstract String metadataRequest(int key);

    /** {@return the request for the seasons of a show} */
    public abstract String seasonsRequest(int show);

    /** {@return the request for the list that the episodes of a season are in} */
    public abstract String episodesRequest(int show, int season);

    /** Answers a request. */
    abstract void answer(HttpExchange exchange) throws IOException;

    /** {@return what it says of an error of its own} */
    abstract String error(RuntimeException failure);

    /** {@return its address} */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    final FakeLibrary library() {
        return library;
    }

    /** Adds a movie to the first section. */
    public void movie(int key, String title) {
        library.movie(key, title);
    }

    /** Adds a show to the second section; the keys of its seasons and episodes follow its own. */
    public void show(int key, String title, int seasons, int episodes) {
        library.show(key, title, seasons, episodes);
    }

    /** Adds an episode to a season. */
    public void episode(int season, int key, int number, String title) {
        library.episode(season, key, number, title);
    }

    /** Gives an item another title, and changes nothing that it belongs to. */
    public void retitle(int key, String title) {
        library.retitle(key, title);
    }

    /** Has an item be what another number stands for, with the ids of that, as if somebody had corrected its match. */
    public void match(int key, int identity, String title) {
        library.match(key, identity, title);
    }

    /** Moves an episode to another season of its show. */
    public void move(int key, int season, int number) {
        library.move(key, season, number);
    }

    /** Removes an item with its parts. */
    public void remove(int key) {
        library.remove(key);
    }

    /** Adds the movies Film 2, 4, 6, 8 and 10, and the show Harbour with the key 100: two seasons of three episodes. */
    public void fill() {
        for (var film = 2; film <= 10; film += 2) {
            movie(film, "Film " + film);
        }
        show(100, "Harbour", 2, 3);
    }

    /** Adds many movies and shows. */
    public void fill(int movies, int shows, int seasons, int episodes) {
        library.fill(movies, shows, seasons, episodes);
    }

    /** {@return the titles of its movies, shows and episodes, in their order} */
    public List<String> titles() {
        return library.titles();
    }

    final String identifier() {
        return identifier;
    }

    /** Has its Plex Media Server name itself like this: it is another one from now on. */
    public void identify(String other) {
        identifier = other;
    }

    /** Has it answer each request later. */
    public void latency(long millis) {
        latencyMillis = millis;
    }

    /** {@return how long all answers were held back, in milliseconds} */
    public long latencies() {
        return latencies.get();
    }

    /** Has the next requests of this kind go wrong. */
    public void fail(String request, Fault... next) {
        faults.computeIfAbsent(request, any -> new ArrayDeque<>()).addAll(List.of(next));
    }

    /** Forgets faults that were not met, and requests. */
    public void calmDown() {
        faults.clear();
        requests.clear();
    }

    /** Holds the next request of this kind back; it isn't answered before {@link Held#release}. */
    public Held hold(String request) {
        var next = new Held(new CountDownLatch(1), new CountDownLatch(1));
        held.put(request, next);
        return next;
    }

    /** A request that is held back. */
    public record Held(CountDownLatch come, CountDownLatch released) {

        private static final int SECONDS = 60;

        /** Waits until it has come. */
        public void awaitRequest() throws InterruptedException {
            if (!come.await(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The request hasn't come.");
            }
        }

        /** Has it answered. */
        public void release() {
            released.countDown();
        }
    }

    /** {@return all requests so far} */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** {@return the requests that begin like this} */
    public List<String> requests(String beginning) {
        return requests().stream().filter(request -> request.startsWith(beginning)).toList();
    }

    /**
     * Takes note of a request, holds it back, and has it go wrong, as it was asked to.
     *
     * @param details what {@link #requests} tells beside the request
     * @return whether the request is still to be answered, and with which fault; empty if it has been
     */
    final Optional<Met> meet(HttpExchange exchange, String request, String details) throws IOException {
        requests.add(request + details);
        rest(request);
        var fault = Optional.ofNullable(faults.get(request)).map(FakeServer::next);
        if (fault.isPresent() && !WITHIN_ANSWERS.contains(fault.get())) {
            fail(exchange, fault.get());
            return Optional.empty();
        }
        return Optional.of(new Met(fault.filter(Fault.EMPTY::equals).isPresent(),
                fault.filter(Fault.LYING::equals).isPresent()));
    }

    /** How a request is answered. */
    record Met(boolean empty, boolean lying) {

        /** {@return how many more rows it says there are than it lists} */
        int more() {
            return lying ? 1 : 0;
        }
    }

    private static Fault next(Deque<Fault> waiting) {
        synchronized (waiting) {
            return waiting.poll();
        }
    }

    private void rest(String request) {
        try {
            var waiting = held.remove(request);
            if (waiting != null) {
                waiting.come().countDown();
                waiting.released().await();
            }
            if (latencyMillis > 0) {
                latencies.addAndGet(latencyMillis);
                TimeUnit.MILLISECONDS.sleep(latencyMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(HttpExchange exchange, Fault fault) throws IOException {
        switch (fault) {
            case THROTTLED -> {
                exchange.getResponseHeaders().add("Retry-After", "0");
                send(exchange, 429, "{}");
            }
            case UNAVAILABLE -> send(exchange, 503, "<html>");
            case HTML -> send(exchange, 200, "<html>A page for people</html>");
            case CUT -> {
                exchange.sendResponseHeaders(200, 100_000);
                exchange.getResponseBody().write("{\"response\": {".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                exchange.close();
            }
            case CLOSED -> exchange.close();
            case HANGING -> {
                try (exchange) {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            default -> throw new IllegalArgumentException(fault.name());
        }
    }

    /** {@return the parameters of a request} */
    static Map<String, String> parameters(HttpExchange exchange) {
        var query = exchange.getRequestURI().getRawQuery();
        return query == null
                ? Map.of()
                : Arrays.stream(query.split("&")).map(each -> each.split("=", 2))
                        .collect(Collectors.toMap(each -> each[0],
                                each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
    }

    final Object read(String json) {
        try {
            return mapper.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    final String write(Object data) {
        try {
            return mapper.writeValueAsString(data);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        held.values().forEach(Held::release);
        server.stop(0);
    }
}
