package org.reelgraph.connections.tautulli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.TautulliCommands;
import org.reelgraph.connections.sync.Answer;
import org.reelgraph.connections.sync.Requests;

/**
 * The seasons and episodes of a show.
 *
 * @param keys    their rating keys
 * @param problem why the lists can't be relied on; empty if they can
 */
record ShowParts(List<Answer> answers, Set<String> keys, Optional<String> problem) {

    private static final String COMMAND = "get_children_metadata";
    private static final String LIST = "children_list";
    private static final String COUNT = "children_count";
    private static final String KEY = "rating_key";

    /**
     * {@return what Tautulli lists} An empty list proves nothing, since it gives one, too, while it doesn't reach Plex.
     *
     * @param episodes how many the show has, as its metadata say; 0 if they don't
     */
    static ShowParts read(TautulliCommands tautulli, Requests requests, String show, int episodes)
            throws ServerException {
        var parts = new ShowParts(new ArrayList<>(), new HashSet<>(), Optional.empty());
        var seasons = parts.list(tautulli, requests, show, "show");
        var listed = keys(seasons);
        if (listed.isEmpty() || !isWhole(seasons)) {
            return parts.with("Its list of seasons is " + state(seasons) + ".");
        }
        var found = 0;
        for (var season : listed) {
            var list = parts.list(tautulli, requests, season, "season");
            var inSeason = keys(list);
            if (inSeason.isEmpty() || !isWhole(list)) {
                return parts.with("The list of episodes of one of its seasons (" + season + ") is " + state(list)
                        + ".");
            }
            found += inSeason.size();
            parts.keys.addAll(inSeason);
        }
        parts.keys.addAll(listed);
        return episodes == 0 || episodes == found
                ? parts
                : parts.with("It has " + episodes + " episodes, and " + found + " are listed.");
    }

    private JsonNode list(TautulliCommands tautulli, Requests requests, String key, String type)
            throws ServerException {
        var reply = requests.send(address -> tautulli.send(address, COMMAND, Map.of(KEY, key, "media_type", type)));
        answers.add(Answer.of(COMMAND + " " + key, reply.body()));
        return reply.data();
    }

    // The row "All episodes" has no key.
    private static List<String> keys(JsonNode list) {
        return list.path(LIST).valueStream().map(row -> row.path(KEY).asText("")).filter(key -> !key.isEmpty())
                .toList();
    }

    private static boolean isWhole(JsonNode list) {
        return list.path(COUNT).asInt() == list.path(LIST).size();
    }

    private static String state(JsonNode list) {
        return list.path(LIST).isEmpty()
                ? "empty"
                : "incomplete: it has " + list.path(LIST).size() + " of " + list.path(COUNT).asInt() + " rows";
    }

    /** {@return the same with the reason why it can't be relied on} */
    ShowParts with(String why) {
        return new ShowParts(answers, keys, Optional.of(why));
    }
}
