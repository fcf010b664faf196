package org.reelgraph.connections.indexers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How what an indexer finds is downloaded. */
public enum Protocol {
    TORRENT(List.of("TORZNAB", "JACKETT")), USENET(List.of("NEWZNAB"));

    private final List<String> kinds;

    Protocol(List<String> kinds) {
        this.kinds = kinds;
    }

    /** {@return the kinds of servers that know nothing else} */
    List<String> kinds() {
        return kinds;
    }

    /** {@return the protocol of a kind of servers; empty if they know both} */
    static Optional<Protocol> ofKind(String kind) {
        return Arrays.stream(values()).filter(each -> each.kinds.contains(kind)).findFirst();
    }
}
