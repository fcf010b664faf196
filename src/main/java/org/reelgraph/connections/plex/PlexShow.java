package org.reelgraph.connections.plex;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.connections.servers.PlexRequests;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.sync.Answer;
import org.reelgraph.connections.sync.Requests;
import org.reelgraph.connections.sync.ShowParts;
import org.reelgraph.jobs.Counted;

/**
 * The seasons and episodes of one show: lists tell which there are, and metadata, of many episodes in one answer, describe
 * the episodes.
 */
final class PlexShow {

    /** Has Plex name the ids of other databases. */
    static final Map<String, String> WITH_IDS = Map.of("includeGuids", "1");

    private static final String KEY = "ratingKey";
    private static final String SEASON = "parentRatingKey";
    // A URL with so many keys is no longer than servers and proxies accept.
    private static final int AT_ONCE = 100;

    private final PlexRequests plex;
    private final Requests requests;
    private final String path;
    private final List<Answer> imported = new ArrayList<>();
    private final List<Answer> others = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();

    /** @param path of the show's metadata */
    PlexShow(PlexRequests plex, Requests requests, String path) {
        this.plex = plex;
        this.requests = requests;
        this.path = path;
    }

    /**
     * {@return what Plex lists}
     *
     * @param episodes how many the show has, as its metadata say; 0 if they don't
     */
    ShowParts parts(int episodes) throws ServerException {
        return new ShowParts(imported, others, keys, problem(episodes));
    }

    private Optional<String> problem(int episodes) throws ServerException {
        var seasons = new LinkedHashMap<String, Integer>();
        var seasonPages = pages("/children", Map.of("excludeAllLeaves", "1"), imported);
        seasonPages.read(row -> seasons.put(row.path(KEY).asText(), row.path("leafCount").asInt(-1)));
        var seasonOf = new LinkedHashMap<String, String>();
        var episodePages = pages("/allLeaves", Map.of(), others);
        episodePages.read(row -> seasonOf.put(row.path(KEY).asText(), row.path(SEASON).asText("")));
        keys.addAll(seasons.keySet());
        keys.addAll(seasonOf.keySet());
        var flaw = seasonPages.flaw().map(what -> "Its list of seasons " + what + ".")
                .or(() -> episodePages.flaw().map(what -> "Its list of episodes " + what + "."))
                .or(() -> contradiction(episodes, seasons, seasonOf));
        return flaw.isPresent() ? flaw : undescribed(List.copyOf(seasonOf.keySet()));
    }

    private PlexPages pages(String list, Map<String, String> parameters, List<Answer> answers) {
        return new PlexPages(plex, requests, path + list, parameters, answers::add);
    }

    private static Optional<String> contradiction(int episodes, Map<String, Integer> seasons,
            Map<String, String> seasonOf) {
        if (episodes != 0 && episodes != seasonOf.size()) {
            return Optional
                    .of("It has " + Counted.of(episodes, "episode") + ", and its list has " + seasonOf.size() + ".");
        }
        var found = new HashMap<String, Integer>();
        seasonOf.values().forEach(season -> found.merge(season, 1, Integer::sum));
        if (!seasons.keySet().containsAll(found.keySet())) {
            return Optional.of("Some of its episodes belong to no season that is listed.");
        }
        return seasons.entrySet().stream()
                .filter(season -> season.getValue() >= 0
                        && !season.getValue().equals(found.getOrDefault(season.getKey(), 0)))
                .findFirst().map(season -> "One of its seasons (" + season.getKey() + ") has "
                        + Counted.of(season.getValue(), "episode") + ", and the list has "
                        + found.getOrDefault(season.getKey(), 0) + ".");
    }

    // Reads the metadata of the episodes.
    private Optional<String> undescribed(List<String> episodes) throws ServerException {
        var missing = new HashSet<>(episodes);
        for (var start = 0; start < episodes.size(); start += AT_ONCE) {
            var some = String.join(",", episodes.subList(start, Math.min(episodes.size(), start + AT_ONCE)));
            var reply = requests.send(address -> plex.get(address, "/library/metadata/" + some, WITH_IDS));
            imported.add(Answer.of("/library/metadata/" + some, reply.body()));
            reply.container().path("Metadata").forEach(episode -> missing.remove(key(episode)));
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("There are no metadata of " + missing.size() + " of its episodes.");
    }

    private static String key(JsonNode row) {
        return row.path(KEY).asText("");
    }
}
