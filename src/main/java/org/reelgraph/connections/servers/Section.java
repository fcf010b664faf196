package org.reelgraph.connections.servers;

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

    /** {@return a section of Plex, whose types Tautulli has as well} */
    static Section ofPlex(String key, String name, String type) {
        return new Section(key, name, type, switch (type) {
            case "movie" -> Optional.of(MediaKind.MOVIE);
            case "show" -> Optional.of(MediaKind.SERIES);
            default -> Optional.empty();
        });
    }
}
