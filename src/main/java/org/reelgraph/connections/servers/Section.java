package org.reelgraph.connections.servers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaKind;

/**
 * A section of a server's library.
 *
 * @param key  as the server knows it
 * @param type as the server calls it, such as {@code show}
 * @param kind what its items are here; empty if they aren't imported
 */
public record Section(String key, String name, String type, Optional<MediaKind> kind) {

    private static final int MOST = 500;

    /** The names of what tells about a section. */
    record Members(String key, String name, String type) {
    }

    /**
     * {@return the sections of a list, each key once}
     *
     * @throws ServerException if it isn't a list of sections
     */
    static List<Section> list(JsonNode list, Members members, ServerAddress address) throws ServerException {
        var sections = new LinkedHashMap<String, Section>();
        for (var item : list) {
            var key = Excerpt.of(item.path(members.key()), address);
            var type = Excerpt.of(item.path(members.type()), address);
            if (key.isEmpty() || type.isEmpty() || sections.size() == MOST) {
                throw new ServerException(ServerProblem.NOT_THIS_KIND,
                        "What it lists aren't the sections of a library.");
            }
            sections.putIfAbsent(key,
                    new Section(key, Excerpt.of(item.path(members.name()), address), type, kind(type)));
        }
        return new ArrayList<>(sections.values());
    }

    // The types of Plex, which Tautulli has as well.
    private static Optional<MediaKind> kind(String type) {
        return switch (type) {
            case "movie" -> Optional.of(MediaKind.MOVIE);
            case "show" -> Optional.of(MediaKind.SERIES);
            default -> Optional.empty();
        };
    }
}
