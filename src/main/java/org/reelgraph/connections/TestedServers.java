package org.reelgraph.connections;

import java.util.Optional;

/** Servers beside connections that {@code testConnection} can ask. Every bean of this type takes part. */
public interface TestedServers {

    /** {@return the prefix of their global ids} */
    String prefix();

    /** {@return the server with a numeric id, as the reading connection sees it} */
    Optional<TestedServer> find(long id);
}
