package org.reelgraph.connections.clients;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import org.reelgraph.connections.servers.ServerKind;

/** The kinds of indexers that are asked by feeds. */
@Factory
class FeedKinds {

    /** {@return any indexer of torrents that speaks Torznab} */
    @Singleton
    ServerKind torznab(Feeds feeds) {
        return new FeedKind("TORZNAB", "a Torznab indexer", feeds);
    }

    /** {@return any indexer of Usenet that speaks Newznab} */
    @Singleton
    ServerKind newznab(Feeds feeds) {
        return new FeedKind("NEWZNAB", "a Newznab indexer", feeds);
    }
}
