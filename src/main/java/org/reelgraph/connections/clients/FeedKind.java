package org.reelgraph.connections.clients;

import java.util.Set;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerKind;
import org.reelgraph.connections.servers.ServerProblem;
import org.reelgraph.connections.servers.ServerRequests;
import org.reelgraph.connections.servers.ServerState;

/**
 * Any indexer that is asked by feeds.
 *
 * @param name    in the schema
 * @param product for messages
 */
record FeedKind(String name, String product, Feeds feeds) implements ServerKind {

    @Override
    public Purpose purpose() {
        return Purpose.SEARCH;
    }

    // Some are open to everybody.
    @Override
    public boolean needsSecret() {
        return false;
    }

    @Override
    public Set<ServerProblem> ofStrangers() {
        return Set.of(ServerProblem.NOT_THIS_KIND, ServerProblem.REDIRECTED);
    }

    @Override
    public ServerState state(ServerRequests to) throws ServerException {
        return feeds.capabilities(to, product);
    }

    // Too many programs speak it to tell by that what they are.
    @Override
    public boolean answersAt(ServerAddress address) {
        return false;
    }
}
