package org.reelgraph.testing.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.reelgraph.testing.Trees;

/**
 * A Tautulli over real HTTP. Requests are named like {@code get_metadata 17}, or {@code get_library_media_info 2} for any
 * page of a section.
 */
public final class FakeTautulli extends FakeServer {

    /** The key that it accepts. */
    public static final String KEY = "fedcba9876543210fedcba9876543210";

    private static final String SECTIONS = """
                                           [{"section_id": "1", "section_name": "Films", "section_type": "movie"},
                                            {"section_id": "2", "section_name": "Shows", "section_type": "show"},
                                            {"section_id": "3", "section_name": "Music", "section_type": "artist"}]""";
    private static final String SUCCESS = "{\"response\": {\"result\": \"success\", \"message\": null, \"data\": %s}}";

    private final TautulliRows rows = new TautulliRows(library());
    private final Optional<Path> recorded;
    private final Map<String, List<Map<String, Object>>> caches = new ConcurrentHashMap<>();
    private final List<Map<String, Object>> plays = new CopyOnWriteArrayList<>();
    private final AtomicLong refreshes = new AtomicLong(1_700_000_000);

    /** Starts one with an empty library. */
    public FakeTautulli() throws IOException {
        this(Optional.empty());
    }

    private FakeTautulli(Optional<Path> recorded) throws IOException {
        this.recorded = recorded;
        start();
    }

    /** {@return one that answers what files hold, named like {@code get_metadata.1342.json}} */
    public static FakeTautulli ofRecords(Path folder) throws IOException {
        return new FakeTautulli(Optional.of(folder));
    }

    @Override
    public String kind() {
        return "TAUTULLI";
    }

    @Override
    public String secret() {
        return KEY;
    }

    @Override
    public String listRequest(int section) {
        return "get_library_media_info " + section;
    }

    @Override
    public String metadataRequest(int key) {
        return "get_metadata " + key;
    }

    @Override
    public String seasonsRequest(int show) {
        return "get_children_metadata " + show;
    }

    @Override
    public String episodesRequest(int show, int season) {
        return "get_children_metadata " + season;
    }

    @Override
    String error(RuntimeException failure) {
        return write(Map.of("response", Map.of("result", "error", "message", failure.toString())));
    }

    /** Adds an entry to the end of the history. */
    public void play(Map<String, Object> entry) {
        plays.add(entry);
    }

    @Override
    void answer(HttpExchange exchange) throws IOException {
        var parameters = parameters(exchange);
        if (!KEY.equals(parameters.get("apikey"))) {
            send(exchange, 401, """
                                {"response": {"result": "error", "message": "Invalid apikey", "data": {}}}""");
            return;
        }
        var command = parameters.get("cmd");
        var key = parameters.getOrDefault("rating_key",
                parameters.getOrDefault("section_id", command.equals("get_history") ? parameters.get("start") : ""));
        var met = meet(exchange, (command + " " + key).strip(), parameters.containsKey("start")
                ? " " + parameters.getOrDefault("section_type", "") + " " + parameters.get("start")
                        + (parameters.containsKey("refresh") ? " refresh" : "")
                : "");
        if (met.isPresent()) {
            send(exchange, 200, recorded.map(folder -> recorded(folder, command, key))
                    .orElseGet(() -> SUCCESS.formatted(data(command, key, parameters, met.get()))));
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

    private String data(String command, String key, Map<String, String> parameters, Met met) {
        return write(switch (command) {
            case "get_tautulli_info" -> Map.of("tautulli_version", "v2.17.0");
            case "get_server_info" -> Map.of("pms_name", "Attic", "pms_identifier", identifier());
            case "get_libraries" -> read(SECTIONS);
            case "get_library_media_info" -> page(key, parameters, met);
            case "get_metadata" -> met.empty() || met.lying() ? Map.of() : rows.metadata(Integer.parseInt(key));
            case "get_history" -> history(parameters, met);
            case "get_children_metadata" -> children(Integer.parseInt(key), met);
            default -> throw new IllegalArgumentException(command);
        });
    }

    // It keeps the rows of a section in a file, whatever their type is, and reads them anew only if it is told to.
    private Map<String, Object> page(String section, Map<String, String> parameters, Met met) {
        var type = parameters.getOrDefault("section_type", section.equals("1") ? "movie" : "show");
        var isRefreshed = parameters.containsKey("refresh");
        if (isRefreshed) {
            caches.put(section, rows.rows(section, type));
            refreshes.incrementAndGet();
        }
        var found = caches.getOrDefault(section, List.of());
        if (found.isEmpty() || met.empty()) {
            return Trees.object("recordsFiltered", 0, "recordsTotal", 0, "data", List.of(), "last_refreshed", null);
        }
        var start = Integer.parseInt(parameters.getOrDefault("start", "0"));
        var length = Integer.parseInt(parameters.getOrDefault("length", "25"));
        var end = Math.min(found.size(), start + length);
        return Trees.object("recordsFiltered", found.size() + met.more(), "recordsTotal", found.size(), "data",
                start < end ? found.subList(start, end) : List.of(), "draw", 1, "last_refreshed", refreshes.get());
    }

    private Map<String, Object> history(Map<String, String> parameters, Met met) {
        var since = parameters.containsKey("after")
                ? LocalDate.parse(parameters.get("after")).atStartOfDay(ZoneOffset.UTC).toEpochSecond()
                : 0;
        var found = plays.stream().filter(play -> Long.parseLong(play.get("started").toString()) >= since).toList();
        var start = Math.min(found.size(), Integer.parseInt(parameters.get("start")));
        var end = Math.min(found.size(), start + Integer.parseInt(parameters.get("length")));
        return Trees.object("recordsFiltered", found.size() + met.more(), "recordsTotal", plays.size(), "data",
                found.subList(start, end));
    }

    private Map<String, Object> children(int key, Met met) {
        if (met.empty()) {
            return Map.of("children_count", 0, "children_list", List.of());
        }
        var children = rows.children(key);
        var list = new LinkedHashMap<String, Object>();
        list.put("children_count", children.size());
        list.put("children_list", children.subList(0, children.size() - met.more()));
        return list;
    }
}
