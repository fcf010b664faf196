package org.reelgraph.connections.tautulli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.TautulliCommands;
import org.reelgraph.connections.sync.Answer;
import org.reelgraph.connections.sync.Requests;
import org.reelgraph.jobs.Counted;

/**
 * The rows of a section, page by page. Tautulli keeps them in a file, which the first page has it read anew: with each page,
 * they would move from page to page.
 */
final class Pages {

    private static final String COMMAND = "get_library_media_info";
    private static final int LENGTH = 1_000;

    private final TautulliCommands tautulli;
    private final Requests requests;
    private final String section;
    private final Optional<String> type;
    private final Consumer<Answer> answers;
    private final Set<String> keys = new HashSet<>();
    private final Set<String> refreshed = new HashSet<>();
    private int rows;
    private int total = -1;
    private int filtered;
    private boolean isStrange;

    /**
     * @param type    of the rows, if they aren't those that the section shows
     * @param answers receives what Tautulli answers
     */
    Pages(TautulliCommands tautulli, Requests requests, String section, Optional<String> type,
            Consumer<Answer> answers) {
        this.tautulli = tautulli;
        this.requests = requests;
        this.section = section;
        this.type = type;
        this.answers = answers;
    }

    /** Passes on every row with a rating key, each key once. */
    void read(Consumer<JsonNode> reader) throws ServerException {
        var more = true;
        while (more) {
            var page = page().path("data");
            page.forEach(row -> take(row, reader));
            rows += page.size();
            more = !page.isEmpty() && rows < filtered;
        }
    }

    private JsonNode page() throws ServerException {
        var parameters = new HashMap<>(Map.of("section_id", section, "start", String.valueOf(rows), "length",
                String.valueOf(LENGTH)));
        type.ifPresent(wanted -> parameters.put("section_type", wanted));
        if (rows == 0) {
            parameters.put("refresh", "true");
        }
        var reply = requests.send(address -> tautulli.send(address, COMMAND, parameters));
        answers.accept(Answer.of(COMMAND + " " + type.map(wanted -> wanted + " ").orElse("") + rows, reply.body()));
        var data = reply.data();
        // Plex's own number is told only when the list has just been read.
        total = total < 0 ? data.path("recordsTotal").asInt() : total;
        filtered = Math.max(filtered, data.path("recordsFiltered").asInt());
        refreshed.add(data.path("last_refreshed").asText(""));
        return data;
    }

    private void take(JsonNode row, Consumer<JsonNode> reader) {
        var key = row.path("rating_key").asText("");
        isStrange |= key.isEmpty();
        if (!key.isEmpty() && keys.add(key)) {
            reader.accept(row);
        }
    }

    /** {@return whether Tautulli says that there are none} */
    boolean areNone() {
        return rows == 0 && total == 0 && filtered == 0;
    }

    /** {@return why the rows may not be all that there are; empty if they are} */
    Optional<String> gap() {
        if (areNone()) {
            return Optional.of("Its list is empty. Tautulli answers so, too, while it doesn't reach Plex.");
        }
        if (refreshed.size() > 1) {
            return Optional.of("Its list changed while it was read.");
        }
        if (refreshed.contains("") || refreshed.contains("null")) {
            return Optional.of("Tautulli doesn't say that it has read its list anew.");
        }
        return !isStrange && keys.size() == filtered && filtered == total
                ? Optional.empty()
                : Optional.of("Its list is incomplete: Plex has " + Counted.of(total, "item")
                        + ", Tautulli says that there are "
                        + filtered + ", and " + keys.size() + " are listed.");
    }
}
