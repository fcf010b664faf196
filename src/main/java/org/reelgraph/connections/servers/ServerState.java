package org.reelgraph.connections.servers;

import java.util.List;
import java.util.Optional;

/**
 * What a server says about itself.
 *
 * @param version    of its software
 * @param name       that its owner gave it
 * @param identifier by which the Plex Media Server names itself, also in webhooks; empty if it doesn't say
 */
public record ServerState(String version, Optional<String> name, Optional<String> identifier,
        List<Section> sections) {
}
