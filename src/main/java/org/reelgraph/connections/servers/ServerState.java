package org.reelgraph.connections.servers;

import java.util.List;
import java.util.Optional;

/**
 * What a server says about itself.
 *
 * @param version of its software
 * @param name    that its owner gave it
 */
public record ServerState(String version, Optional<String> name, List<Section> sections) {
}
