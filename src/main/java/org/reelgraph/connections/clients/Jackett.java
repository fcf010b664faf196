package org.reelgraph.connections.clients;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerKind;
import org.reelgraph.connections.servers.ServerRequests;
import org.reelgraph.connections.servers.ServerState;

/** Jackett, which offers trackers by Torznab. Its own API needs a session of its pages, so it is asked by Torznab. */
@Singleton
class Jackett implements ServerKind {

    private static final String FEED = "api/v2.0/indexers/all/results/torznab/api";
    private static final int OK = 200;

    private final ClientRequests requests;
    private final Feeds feeds;

    Jackett(ClientRequests requests, Feeds feeds) {
        this.requests = requests;
        this.feeds = feeds;
    }

    @Override
    public String name() {
        return "JACKETT";
    }

    @Override
    public String product() {
        return "Jackett";
    }

    @Override
    public Purpose purpose() {
        return Purpose.SEARCH;
    }

    @Override
    public ServerState state(ServerRequests to) throws ServerException {
        var answer = to
                .send(address -> feeds.get(address, FEED, Map.of("t", "indexers", "configured", "true"), product()));
        if (!answer.root().equals("indexers")) {
            throw feeds.stranger(product());
        }
        // It tells its version only those who have a session.
        return ServerState.ofTool("", answer.count("indexer") == 0
                ? List.of("Jackett has no indexers yet, so it finds nothing. Add some on its page.")
                : List.of());
    }

    @Override
    public boolean answersAt(ServerAddress address) throws ServerException {
        return requests.isPageOf(product(), address, "UI/Login");
    }
}
