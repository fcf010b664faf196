package org.reelgraph.connections.sync;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.connections.servers.ServerException;

/**
 * A library of Plex Media Server, by whichever API: there are metadata of each item, and lists of the parts of shows. That
 * something is missing from one answer proves nothing.
 */
public interface PlexCatalog extends SyncedServer {

    /**
     * The metadata of an item.
     *
     * @param key      the rating key that they are about; empty if they say nothing
     * @param type     as Plex calls it
     * @param episodes how many a show has; 0 if that isn't said
     */
    record Metadata(Answer answer, String key, String type, int episodes) {
    }

    /** {@return the metadata of an item} Blocks while the server answers. */
    Metadata metadata(Requests requests, String key) throws ServerException;

    /** {@return the seasons and episodes of a show, as it is listed once} Blocks while the server answers. */
    ShowParts parts(Requests requests, Metadata show) throws ServerException;

    /** {@return what Plex calls items of a kind} */
    static String type(MediaKind kind) {
        return Objects.requireNonNull(Map.of(MediaKind.MOVIE, "movie", MediaKind.SERIES, "show").get(kind));
    }

    @Override
    default ItemAnswers read(Requests requests, String key, MediaKind kind, Set<String> knownParts)
            throws ServerException {
        var found = metadata(requests, key);
        if (!found.key().equals(key)) {
            found = metadata(requests, key);
        }
        var own = List.of(found.answer());
        if (!found.key().equals(key)) {
            return new ItemAnswers(SyncOutcome.KEPT, List.of(), own, Optional.of("Its metadata is empty, twice."));
        }
        if (!found.type().equals(type(kind))) {
            return new ItemAnswers(SyncOutcome.KEPT, List.of(), own,
                    Optional.of("Its metadata is that of a '" + found.type() + "'."));
        }
        if (kind == MediaKind.MOVIE) {
            return new ItemAnswers(SyncOutcome.READ, own, List.of(), Optional.empty());
        }
        var show = found;
        var parts = ShowParts.confirmed(() -> parts(requests, show), knownParts);
        return parts.problem().isPresent()
                ? new ItemAnswers(SyncOutcome.PARTS_KEPT, own, parts.answers(), parts.problem())
                : new ItemAnswers(SyncOutcome.READ, ShowParts.joined(own, parts.imported()), parts.others(),
                        Optional.empty());
    }
}
