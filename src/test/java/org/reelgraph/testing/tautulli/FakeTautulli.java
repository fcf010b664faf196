package org.reelgraph.testing.tautulli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.reelgraph.testing.Trees;

/** A Tautulli over real HTTP, with a library that can be changed and faults that can be asked for. */
public final class FakeTautulli implements AutoCloseable {

    /** The key that it accepts. */
    public static final String KEY = "fedcba9876543210fedcba9876543210";

    private static final String SECTIONS = """
                                           [{"section_id": "1", "section_name": "Films", "section_type": "movie"},
                                            {"section_id": "2", "section_name": "Shows", "section_type": "show"},
                                            {"section_id": "3", "section_name": "Music", "section_type": "artist"}]""";
    private static final String SUCCESS = "{\"response\": {\"result\": \"success\", \"message\": null, \"data\": %s}}";

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final FakeLibrary library = new FakeLibrary();
    private final Optional<Path> recorded;
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final Map<String, List<Map<String, Object>>> caches = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Map<String, Object>> plays = new CopyOnWriteArrayList<>();
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final AtomicLong refreshes = new AtomicLong(1_700_000_000);
    private final AtomicLong latencies = new AtomicLong();
    private volatile long latencyMillis;

    /** Starts one with an empty library. */
    public FakeTautulli() throws IOException {
        this(Optional.empty());
    }

    private FakeTautulli(Optional<Path> recorded) throws IOException {
        this.recorded = recorded;
        server.setExecutor(Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.createContext("/api/v2", exchange -> {
            try {
                answer(exchange);
            } catch (RuntimeException e) {
                // As Tautulli does.
                send(exchange, 500, mapper.writeValueAsString(
                        Map.of("response", Map.of("result", "error", "message", e.toString()))));
            }
        });
        server.start();
    }

    /** {@return one that answers what files hold, named like {@code get_metadata.1342.json}} */
    public static FakeTautulli ofRecords(Path folder) throws IOException {
        return new FakeTautulli(Optional.of(folder));
    }

    /** {@return its address} */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Adds a movie to the first section. */
    public void movie(int key, String title) {
        library.movie("1", key, title);
    }

    /** Adds a show to the second section; the keys of its seasons and episodes follow its own. */
    public void show(int key, String title, int seasons, int episodes) {
        library.show("2", key, title, seasons, episodes);
    }

    /** Adds an episode to a season. */
    public void episode(int season, int key, int number, String title) {
        library.episode(season, key, number, title);
    }

    /** Gives an item another title, and changes nothing that it belongs to. */
    public void retitle(int key, String title) {
        library.retitle(key, title);
    }

    /** Removes an item with its parts. */
    public void remove(int key) {
        library.remove(key);
    }

    /** Adds an entry to the end of the history. */
    public void play(Map<String, Object> entry) {
        plays.add(entry);
    }

    /** Adds many movies and shows. */
    public void fill(int movies, int shows, int seasons, int episodes) {
        library.fill(movies, shows, seasons, episodes);
    }

    /** {@return the titles of its movies, shows and episodes, in their order} */
    public List<String> titles() {
        return library.titles();
    }

    /** Has it answer each request later. */
    public void latency(long millis) {
        latencyMillis = millis;
    }

    /** {@return how long all answers were held back, in milliseconds} */
    public long latencies() {
        return latencies.get();
    }

    /**
     * Has the next requests go wrong.
     *
     * @param request such as {@code get_metadata 17}, or {@code get_library_media_info 2} for any page of a section
     */
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

    /** {@return all requests so far, such as {@code get_metadata 17}} */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** {@return the requests whose command begins like this} */
    public List<String> requests(String beginning) {
        return requests().stream().filter(request -> request.startsWith(beginning)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var parameters = Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0],
                        each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
        if (!KEY.equals(parameters.get("apikey"))) {
            send(exchange, 401, """
                                {"response": {"result": "error", "message": "Invalid apikey", "data": {}}}""");
            return;
        }
        var command = parameters.get("cmd");
        var key = parameters.getOrDefault("rating_key",
                parameters.getOrDefault("section_id", command.equals("get_history") ? parameters.get("start") : ""));
        var request = (command + " " + key).strip();
        requests.add(request + (parameters.containsKey("start")
                ? " " + parameters.getOrDefault("section_type", "") + " " + parameters.get("start")
                        + (parameters.containsKey("refresh") ? " refresh" : "")
                : ""));
        rest(request);
        var fault = Optional.ofNullable(faults.get(request)).map(FakeTautulli::next);
        if (fault.filter(each -> each != Fault.EMPTY && each != Fault.LYING).isPresent()) {
            fail(exchange, fault.get());
            return;
        }
        send(exchange, 200, recorded.map(folder -> recorded(folder, command, key))
                .orElseGet(() -> SUCCESS.formatted(data(command, key, parameters, fault))));
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

    private static String recorded(Path folder, String command, String key) {
        try (var files = Files.list(folder)) {
            var named = files.filter(file -> file.getFileName().toString().matches(command + "(\\.(section)?" + key
                    + ")?(\\.start0\\..*)?\\.json")).sorted().findFirst();
            return named.isPresent() ? Files.readString(named.get()) : SUCCESS.formatted("{}");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String data(String command, String key, Map<String, String> parameters, Optional<Fault> fault) {
        return write(switch (command) {
            case "get_tautulli_info" -> Map.of("tautulli_version", "v2.17.0");
            case "get_server_info" -> Map.of("pms_name", "Attic");
            case "get_libraries" -> read(SECTIONS);
            case "get_library_media_info" -> page(key, parameters, fault);
            case "get_metadata" -> fault.isPresent() ? Map.of() : library.metadata(Integer.parseInt(key));
            case "get_history" -> history(parameters, fault);
            case "get_children_metadata" -> children(Integer.parseInt(key), fault);
            default -> throw new IllegalArgumentException(command);
        });
    }

    // It keeps the rows of a section in a file, whatever their type is, and reads them anew only if it is told to.
    private Map<String, Object> page(String section, Map<String, String> parameters, Optional<Fault> fault) {
        var type = parameters.getOrDefault("section_type", section.equals("1") ? "movie" : "show");
        var isRefreshed = parameters.containsKey("refresh");
        if (isRefreshed) {
            caches.put(section, library.rows(section, type));
            refreshes.incrementAndGet();
        }
        var rows = caches.getOrDefault(section, List.of());
        if (rows.isEmpty() || fault.filter(Fault.EMPTY::equals).isPresent()) {
            return Trees.object("recordsFiltered", 0, "recordsTotal", 0, "data", List.of(), "last_refreshed", null);
        }
        var start = Integer.parseInt(parameters.getOrDefault("start", "0"));
        var length = Integer.parseInt(parameters.getOrDefault("length", "25"));
        var end = Math.min(rows.size(), start + length);
        return Trees.object("recordsFiltered", rows.size() + (fault.isPresent() ? 1 : 0), "recordsTotal", rows.size(),
                "data", start < end ? rows.subList(start, end) : List.of(), "draw", 1, "last_refreshed",
                refreshes.get());
    }

    private Map<String, Object> history(Map<String, String> parameters, Optional<Fault> fault) {
        var since = parameters.containsKey("after")
                ? LocalDate.parse(parameters.get("after")).atStartOfDay(ZoneOffset.UTC).toEpochSecond()
                : 0;
        var rows = plays.stream().filter(play -> Long.parseLong(play.get("started").toString()) >= since).toList();
        var start = Math.min(rows.size(), Integer.parseInt(parameters.get("start")));
        var end = Math.min(rows.size(), start + Integer.parseInt(parameters.get("length")));
        return Trees.object("recordsFiltered", rows.size() + (fault.isPresent() ? 1 : 0), "recordsTotal", plays.size(),
                "data", rows.subList(start, end));
    }

    private Map<String, Object> children(int key, Optional<Fault> fault) {
        if (fault.filter(Fault.EMPTY::equals).isPresent()) {
            return Map.of("children_count", 0, "children_list", List.of());
        }
        var children = library.children(key);
        var list = new LinkedHashMap<String, Object>();
        list.put("children_count", children.size());
        list.put("children_list", fault.isPresent() ? children.subList(0, children.size() - 1) : children);
        return list;
    }

    private Object read(String json) {
        try {
            return mapper.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String write(Object data) {
        try {
            return mapper.writeValueAsString(data);
        } catch (IOException e) {
            throw new IllegalStateException(e);
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

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
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
