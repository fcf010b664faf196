package org.reelgraph.connections.plex;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.connections.servers.PlexRequests;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.sync.Answer;
import org.reelgraph.connections.sync.Requests;
import org.reelgraph.jobs.Counted;

/** The rows of a list, page by page. Each page says how many rows there are. */
final class PlexPages {

    private static final int LENGTH = 1_000;
    private static final String KEY = "ratingKey";

    private final PlexRequests plex;
    private final Requests requests;
    private final String path;
    private final Map<String, String> parameters;
    private final Consumer<Answer> answers;
    private final Set<String> keys = new HashSet<>();
    private final Set<Integer> totals = new HashSet<>();
    private int rows;

    /**
     * @param parameters what to ask for beside the page
     * @param answers    receives the pages as they come
     */
    PlexPages(PlexRequests plex, Requests requests, String path, Map<String, String> parameters,
            Consumer<Answer> answers) {
        this.plex = plex;
        this.requests = requests;
        this.path = path;
        this.parameters = parameters;
        this.answers = answers;
    }

    /** Passes on every row with a rating key, each key once. */
    void read(Consumer<JsonNode> reader) throws ServerException {
        var more = true;
        while (more) {
            var container = page();
            // A server that knows no pages lists everything, and says only how much that is.
            var total = container.path("totalSize").asInt(container.path("size").asInt());
            totals.add(total);
            var page = container.path("Metadata");
            page.forEach(row -> take(row, reader));
            rows += page.size();
            more = !page.isEmpty() && rows < total;
        }
    }

    private JsonNode page() throws ServerException {
        var all = new HashMap<>(parameters);
        all.put("includeGuids", "1");
        all.put("X-Plex-Container-Start", String.valueOf(rows));
        all.put("X-Plex-Container-Size", String.valueOf(LENGTH));
        var reply = requests.send(address -> plex.get(address, path, all));
        answers.accept(Answer.of(path + parameters.values() + " " + rows, reply.body()));
        return reply.container();
    }

    private void take(JsonNode row, Consumer<JsonNode> reader) {
        var key = row.path(KEY).asText("");
        if (!key.isEmpty() && keys.add(key)) {
            reader.accept(row);
        }
    }

    /** {@return whether Plex says that there are none} */
    boolean areNone() {
        return rows == 0 && totals.equals(Set.of(0));
    }

    /** {@return what is wrong with the list, to be said of it; empty if it is whole} */
    Optional<String> flaw() {
        if (rows == 0) {
            return Optional.of("is empty");
        }
        if (totals.size() > 1) {
            return Optional.of("changed while it was read");
        }
        var total = totals.iterator().next();
        return keys.size() == total
                ? Optional.empty()
                : Optional
                        .of("is incomplete: Plex counts " + Counted.of(total, "item") + ", and it has " + keys.size());
    }
}
