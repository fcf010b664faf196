package org.reelgraph.connections.plex;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.connections.servers.PlexRequests;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.sync.Answer;
import org.reelgraph.connections.sync.PlexCatalog;
import org.reelgraph.connections.sync.Requests;
import org.reelgraph.connections.sync.RowVersions;
import org.reelgraph.connections.sync.ShowParts;

/**
 * Reads a library from Plex Media Server itself. Lists hold only some of the people and genres of their items, so each item
 * and each episode is read by its metadata.
 */
@Singleton
class PlexLibrary implements PlexCatalog {

    private static final String METADATA = "/library/metadata/";
    private static final String KEY = "ratingKey";
    private static final String TYPE = "type";
    // As Plex numbers its types in requests.
    private static final String MOVIES = "1";
    private static final String SHOWS = "2";
    // Seasons and episodes, with what names their show.
    private static final Map<String, String> PARTS = Map.of("3", "parentRatingKey", "4", "grandparentRatingKey");
    // What is watched doesn't change an item. What is known of its files is found out later.
    private static final Set<String> PASSED_OVER = Set.of("viewCount", "viewOffset", "lastViewedAt", "viewedLeafCount",
            "skipCount", "userRating", "lastRatedAt", "Media");

    private final PlexRequests plex;

    PlexLibrary(PlexRequests plex) {
        this.plex = plex;
    }

    @Override
    public String kind() {
        return "PLEX";
    }

    @Override
    public String format() {
        return "PLEX_API";
    }

    @Override
    public Listing list(Requests requests, String section, MediaKind kind, boolean isSecond) throws ServerException {
        var answers = new ArrayList<Answer>();
        var version = isSecond ? (Function<JsonNode, String>) row -> "" : versions(requests, section, kind, answers);
        var items = new ArrayList<ListedItem>();
        var pages = pages(requests, section, kind == MediaKind.MOVIE ? MOVIES : SHOWS, answers);
        pages.read(row -> {
            if (row.path(TYPE).asText().equals(PlexCatalog.type(kind))) {
                items.add(new ListedItem(row.path(KEY).asText(), row.path("title").asText(""), version.apply(row)));
            }
        });
        return new Listing(items, answers, pages.flaw().map(flaw -> "Its list " + flaw + "."),
                pages.areNone());
    }

    private PlexPages pages(Requests requests, String section, String type, List<Answer> answers) {
        return new PlexPages(plex, requests, "/library/sections/" + segment(section) + "/all", Map.of(TYPE, type),
                answers::add);
    }

    private Function<JsonNode, String> versions(Requests requests, String section, MediaKind kind,
            List<Answer> answers) throws ServerException {
        var versions = new RowVersions(row -> row.hasNonNull("updatedAt"), PASSED_OVER);
        if (kind == MediaKind.MOVIE) {
            return versions::ofMovie;
        }
        var isWhole = true;
        for (var type : PARTS.entrySet()) {
            var parts = pages(requests, section, type.getKey(), answers);
            parts.read(row -> versions.addPart(row.path(type.getValue()).asText(""), row));
            isWhole &= parts.flaw().isEmpty();
        }
        // Otherwise any series may have changed.
        return isWhole ? row -> versions.ofSeries(row.path(KEY).asText(), row) : row -> "";
    }

    @Override
    public Metadata metadata(Requests requests, String key) throws ServerException {
        var path = METADATA + segment(key);
        var reply = requests.send(address -> plex.get(address, path, PlexShow.WITH_IDS));
        var item = reply.container().path("Metadata").path(0);
        return new Metadata(Answer.of(path, reply.body()), item.path(KEY).asText(""), item.path(TYPE).asText(""),
                item.path("leafCount").asInt());
    }

    @Override
    public ShowParts parts(Requests requests, Metadata show) throws ServerException {
        return new PlexShow(plex, requests, METADATA + segment(show.key())).parts(show.episodes());
    }

    private static String segment(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8);
    }
}
