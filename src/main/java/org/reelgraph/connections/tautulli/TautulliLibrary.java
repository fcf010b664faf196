package org.reelgraph.connections.tautulli;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.TautulliCommands;
import org.reelgraph.connections.sync.Answer;
import org.reelgraph.connections.sync.PlexCatalog;
import org.reelgraph.connections.sync.Requests;
import org.reelgraph.connections.sync.RowVersions;
import org.reelgraph.connections.sync.ShowParts;

/** Reads a library through Tautulli. */
@Singleton
class TautulliLibrary implements PlexCatalog {

    private static final String METADATA = "get_metadata";
    private static final String KEY = "rating_key";
    private static final String TYPE = "media_type";
    private static final String EPISODE = "episode";
    // The address of a picture ends with the time at which Plex changed its item; a row without one doesn't tell.
    private static final Pattern TELLING = Pattern.compile(".*/\\d{6,}");
    // What is watched doesn't change an item, and sizes are found out later.
    private static final Set<String> PASSED_OVER = Set.of("last_played", "play_count", "file_size");

    private final TautulliCommands tautulli;

    TautulliLibrary(TautulliCommands tautulli) {
        this.tautulli = tautulli;
    }

    @Override
    public String kind() {
        return "TAUTULLI";
    }

    @Override
    public String format() {
        return "TAUTULLI_API";
    }

    @Override
    public Listing list(Requests requests, String section, MediaKind kind, boolean isSecond) throws ServerException {
        var answers = new ArrayList<Answer>();
        var version = isSecond ? (Function<JsonNode, String>) row -> "" : versions(requests, section, kind, answers);
        var items = new ArrayList<ListedItem>();
        // Last, so that Tautulli's own list of the section is the usual one afterwards.
        var pages = new Pages(tautulli, requests, section, Optional.empty(), answers::add);
        pages.read(row -> {
            if (row.path(TYPE).asText().equals(PlexCatalog.type(kind))) {
                items.add(new ListedItem(row.path(KEY).asText(), row.path("title").asText(""), version.apply(row)));
            }
        });
        return new Listing(items, answers, pages.gap(), pages.areNone());
    }

    private Function<JsonNode, String> versions(Requests requests, String section, MediaKind kind,
            List<Answer> answers) throws ServerException {
        var versions = new RowVersions(row -> TELLING.matcher(row.path("thumb").asText("")).matches(), PASSED_OVER);
        if (kind == MediaKind.MOVIE) {
            return versions::ofMovie;
        }
        var episodes = new Pages(tautulli, requests, section, Optional.of(EPISODE), answers::add);
        var others = new AtomicBoolean();
        episodes.read(row -> {
            others.compareAndSet(false, !row.path(TYPE).asText().equals(EPISODE));
            versions.addPart(row.path("grandparent_rating_key").asText(""), row);
        });
        // Then any series may have changed.
        return others.get() || episodes.gap().isPresent()
                ? row -> ""
                : row -> versions.ofSeries(row.path(KEY).asText(), row);
    }

    // While Tautulli doesn't reach Plex, it is an empty object.
    @Override
    public Metadata metadata(Requests requests, String key) throws ServerException {
        var reply = requests.send(address -> tautulli.send(address, METADATA, Map.of(KEY, key)));
        return new Metadata(Answer.of(METADATA + " " + key, reply.body()), reply.data().path(KEY).asText(""),
                reply.data().path(TYPE).asText(""), reply.data().path("children_count").asInt());
    }

    @Override
    public ShowParts parts(Requests requests, Metadata show) throws ServerException {
        return new ChildLists(tautulli, requests).of(show);
    }
}
