package org.reelgraph.connections.servers;

import java.util.List;
import java.util.Optional;

/**
 * What a server says about itself.
 *
 * @param version    of its software; empty if it doesn't say
 * @param name       that its owner gave it
 * @param identifier by which the Plex Media Server names itself, also in webhooks; empty if it doesn't say
 * @param warnings   what its owner should know, though it can be used: whole sentences
 */
public record ServerState(String version, Optional<String> name, Optional<String> identifier,
        List<Section> sections, List<String> warnings) {

    /** What a server with a library says. */
    ServerState(String version, Optional<String> name, Optional<String> identifier, List<Section> sections) {
        this(version, name, identifier, sections, List.of());
    }

    /** {@return what a server says that has no library} */
    public static ServerState ofTool(String version, List<String> warnings) {
        return new ServerState(version, Optional.empty(), Optional.empty(), List.of(), warnings);
    }
}
