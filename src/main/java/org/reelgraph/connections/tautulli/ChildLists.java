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
import org.reelgraph.connections.sync.PlexCatalog.Metadata;
import org.reelgraph.connections.sync.Requests;
import org.reelgraph.connections.sync.ShowParts;
import org.reelgraph.jobs.Counted;

/** The lists of seasons and episodes of one show. */
final class ChildLists {

    private static final String COMMAND = "get_children_metadata";
    private static final String LIST = "children_list";
    private static final String COUNT = "children_count";
    private static final String KEY = "rating_key";

    private final TautulliCommands tautulli;
    private final Requests requests;
    private final List<Answer> answers = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    ChildLists(TautulliCommands tautulli, Requests requests) {
        this.tautulli = tautulli;
        this.requests = requests;
    }

    /** {@return what Tautulli lists} An empty list proves nothing, since it gives one, too, while it doesn't reach Plex. */
    ShowParts of(Metadata show) throws ServerException {
        return new ShowParts(answers, List.of(), keys, problem(show));
    }

    private Optional<String> problem(Metadata show) throws ServerException {
        var seasons = list(show.key(), "show");
        var listed = keys(seasons);
        if (listed.isEmpty() || !isWhole(seasons)) {
            return Optional.of("Its list of seasons is " + state(seasons) + ".");
        }
        var found = 0;
        for (var season : listed) {
            var list = list(season, "season");
            var inSeason = keys(list);
            if (inSeason.isEmpty() || !isWhole(list)) {
                return Optional.of("The list of episodes of one of its seasons (" + season + ") is " + state(list)
                        + ".");
            }
            found += inSeason.size();
            keys.addAll(inSeason);
        }
        keys.addAll(listed);
        return show.episodes() == 0 || show.episodes() == found
                ? Optional.empty()
                : Optional
                        .of("It has " + Counted.of(show.episodes(), "episode") + ", and its lists have " + found + ".");
    }

    private JsonNode list(String key, String type) throws ServerException {
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
                : "incomplete: it has " + list.path(LIST).size() + " of " + Counted.of(list.path(COUNT).asInt(), "row");
    }
}
