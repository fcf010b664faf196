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
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.TautulliCommands;
import org.reelgraph.connections.sync.Answer;
import org.reelgraph.connections.sync.Requests;
import org.reelgraph.connections.sync.SyncOutcome;
import org.reelgraph.connections.sync.SyncedServer;

/** Reads a library through Tautulli. */
@Singleton
class TautulliLibrary implements SyncedServer {

    private static final String METADATA = "get_metadata";
    private static final String KEY = "rating_key";
    private static final String EPISODE = "episode";
    private static final int LONGEST_TITLE = 200;
    private static final Map<MediaKind, String> TYPES = Map.of(MediaKind.MOVIE, "movie", MediaKind.SERIES, "show");

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
            if (row.path("media_type").asText().equals(TYPES.get(kind))) {
                items.add(new ListedItem(row.path(KEY).asText(), title(row), version.apply(row)));
            }
        });
        return new Listing(items, answers, pages.gap());
    }

    private static String title(JsonNode row) {
        var title = row.path("title").asText("");
        return title.substring(0, Math.min(title.length(), LONGEST_TITLE));
    }

    private Function<JsonNode, String> versions(Requests requests, String section, MediaKind kind,
            List<Answer> answers) throws ServerException {
        if (kind == MediaKind.MOVIE) {
            return Versions::ofMovie;
        }
        var versions = new Versions();
        var episodes = new Pages(tautulli, requests, section, Optional.of(EPISODE), answers::add);
        var others = new AtomicBoolean();
        episodes.read(row -> {
            others.compareAndSet(false, !row.path("media_type").asText().equals(EPISODE));
            versions.addEpisode(row);
        });
        // Then any series may have changed.
        return others.get() || episodes.gap().isPresent() ? row -> "" : versions::ofSeries;
    }

    @Override
    public ItemAnswers read(Requests requests, String key, MediaKind kind, Set<String> knownParts)
            throws ServerException {
        var metadata = metadata(requests, key);
        if (!isOf(metadata, key)) {
            metadata = metadata(requests, key);
        }
        var own = List.of(Answer.of(METADATA + " " + key, metadata.body()));
        if (!isOf(metadata, key)) {
            return new ItemAnswers(SyncOutcome.KEPT, List.of(), own, Optional.of("Its metadata is empty, twice."));
        }
        var type = metadata.data().path("media_type").asText();
        if (!type.equals(TYPES.get(kind))) {
            return new ItemAnswers(SyncOutcome.KEPT, List.of(), own,
                    Optional.of("Its metadata is that of a '" + type + "'."));
        }
        if (kind == MediaKind.MOVIE) {
            return new ItemAnswers(SyncOutcome.READ, own, List.of(), Optional.empty());
        }
        var parts = parts(requests, key, metadata.data().path("children_count").asInt(), knownParts);
        return parts.problem().isPresent()
                ? new ItemAnswers(SyncOutcome.PARTS_KEPT, own, parts.answers(), parts.problem())
                : new ItemAnswers(SyncOutcome.READ, joined(own, parts.answers()), List.of(), Optional.empty());
    }

    private TautulliCommands.Reply metadata(Requests requests, String key) throws ServerException {
        return requests.send(address -> tautulli.send(address, METADATA, Map.of(KEY, key)));
    }

    // While Tautulli doesn't reach Plex, it is an empty object.
    private static boolean isOf(TautulliCommands.Reply metadata, String key) {
        return metadata.data().path(KEY).asText("").equals(key);
    }

    private static List<Answer> joined(List<Answer> first, List<Answer> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    // What doesn't fit together may just have been changed, and what is gone is asked for a second time.
    private ShowParts parts(Requests requests, String key, int episodes, Set<String> knownParts)
            throws ServerException {
        var first = ShowParts.read(tautulli, requests, key, episodes);
        if (first.problem().isEmpty() && first.keys().containsAll(knownParts)) {
            return first;
        }
        var second = ShowParts.read(tautulli, requests, key, episodes);
        var isConfirmed = second.keys().containsAll(knownParts)
                || first.problem().isEmpty() && first.keys().equals(second.keys());
        return second.problem().isPresent() || isConfirmed
                ? second
                : second.with("Its lists lack seasons or episodes that the library has, and differ when read again.");
    }
}
