package org.reelgraph.connections.clients;

import jakarta.inject.Singleton;
import java.util.Set;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerKind;
import org.reelgraph.connections.servers.ServerProblem;
import org.reelgraph.connections.servers.ServerRequests;
import org.reelgraph.connections.servers.ServerState;

/** Any indexer of Usenet that speaks Newznab. */
@Singleton
class Newznab implements ServerKind {

    private final Feeds feeds;

    Newznab(Feeds feeds) {
        this.feeds = feeds;
    }

    @Override
    public String name() {
        return "NEWZNAB";
    }

    @Override
    public String product() {
        return "a Newznab indexer";
    }

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
        return feeds.capabilities(to, product());
    }

    // Too many programs speak it to tell by that what they are.
    @Override
    public boolean answersAt(String url) {
        return false;
    }
}
