package org.reelgraph.testing.servers;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.reelgraph.testing.Trees;

/** A Plex Media Server over real HTTP. Requests are named like {@code /library/metadata/17}. */
public final class FakePlex extends FakeServer {

    /** The token that it accepts. */
    public static final String TOKEN = "plextokenplextoken1234";

    private static final String SECTIONS = """
                                           [{"key": "1", "title": "Films", "type": "movie"},
                                            {"key": "2", "title": "Shows", "type": "show"},
                                            {"key": "3", "title": "Music", "type": "artist"}]""";
    private static final Pattern SECTION = Pattern.compile("/library/sections/(\\d+)/all");
    private static final Pattern METADATA = Pattern.compile("/library/metadata/([\\d,]+)(/children|/allLeaves)?");
    private static final String START = "X-Plex-Container-Start";

    private final PlexRows rows = new PlexRows(library());

    /** Starts one with an empty library. */
    public FakePlex() throws IOException {
        start();
    }

    @Override
    public String kind() {
        return "PLEX";
    }

    @Override
    public String secret() {
        return TOKEN;
    }

    @Override
    public String listRequest(int section) {
        return "/library/sections/" + section + "/all";
    }

    @Override
    public String metadataRequest(int key) {
        return "/library/metadata/" + key;
    }

    @Override
    public String seasonsRequest(int show) {
        return "/library/metadata/" + show + "/children";
    }

    @Override
    public String episodesRequest(int show, int season) {
        return "/library/metadata/" + show + "/allLeaves";
    }

    @Override
    String error(RuntimeException failure) {
        return "<html>" + failure;
    }

    @Override
    void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/identity")) {
            send(exchange, 200, write(Map.of("MediaContainer", Map.of("machineIdentifier", identifier()))));
            return;
        }
        if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Plex-Token"))) {
            send(exchange, 401, "<html>");
            return;
        }
        var path = exchange.getRequestURI().getPath();
        var parameters = parameters(exchange);
        // Further pages go wrong on their own.
        var isFirst = parameters.getOrDefault(START, "0").equals("0");
        var met = meet(exchange, isFirst ? path : path + " " + parameters.get(START),
                parameters.containsKey("type") ? " " + parameters.get("type") : "");
        if (met.isPresent()) {
            var container = container(path, parameters, met.get());
            send(exchange, container.isEmpty() ? 404 : 200,
                    container.isEmpty() ? "<html>" : write(Map.of("MediaContainer", container)));
        }
    }

    // Empty if there is nothing at the path.
    private Map<String, Object> container(String path, Map<String, String> parameters, Met met) {
        if (path.equals("/")) {
            return Map.of("version", "1.41.0", "friendlyName", "Attic", "machineIdentifier", identifier());
        }
        if (path.equals("/library/sections")) {
            return Map.of("Directory", read(SECTIONS));
        }
        var section = SECTION.matcher(path);
        if (section.matches()) {
            return page(rows.rows(section.group(1), parameters.get("type")), parameters, met);
        }
        var metadata = METADATA.matcher(path);
        return metadata.matches() ? ofItems(metadata.group(1), metadata.group(2), parameters, met) : Map.of();
    }

    private Map<String, Object> ofItems(String keys, String list, Map<String, String> parameters, Met met) {
        if (list != null) {
            var key = Integer.parseInt(keys);
            return page(list.equals("/children") ? rows.children(key) : rows.episodes(key), parameters, met);
        }
        var found = met.empty() ? List.of() : rows.metadata(Stream.of(keys.split(",")).map(Integer::valueOf).toList());
        return found.isEmpty() && !met.empty()
                ? Map.of()
                : Trees.object("size", found.size(), "librarySectionID", 1, "Metadata", found);
    }

    private static Map<String, Object> page(List<Map<String, Object>> rows, Map<String, String> parameters, Met met) {
        if (met.empty()) {
            return Map.of("size", 0, "totalSize", 0);
        }
        var start = Math.min(rows.size(), Integer.parseInt(parameters.get(START)));
        var end = Math.min(rows.size(), start + Integer.parseInt(parameters.get("X-Plex-Container-Size")));
        return Trees.object("size", end - start, "totalSize", rows.size() + met.more(), "offset", start, "viewGroup",
                "list", "Metadata", rows.subList(start, end));
    }
}
