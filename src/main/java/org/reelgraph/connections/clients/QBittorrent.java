package org.reelgraph.connections.clients;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.reelgraph.connections.servers.Excerpt;
import org.reelgraph.connections.servers.ServerAddress;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerKind;
import org.reelgraph.connections.servers.ServerProblem;
import org.reelgraph.connections.servers.ServerRequests;
import org.reelgraph.connections.servers.ServerState;

/** qBittorrent since 4.1, by version 2 of its web API. */
@Singleton
class QBittorrent implements ServerKind {

    // Remove the torrent, with or without its files.
    private static final Set<Integer> REMOVING = Set.of(1, 3);

    private final QBittorrentSessions sessions;

    QBittorrent(QBittorrentSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public String name() {
        return "QBITTORRENT";
    }

    @Override
    public String product() {
        return "qBittorrent";
    }

    @Override
    public Purpose purpose() {
        return Purpose.DOWNLOADS;
    }

    // It can let in whoever is in its own network.
    @Override
    public boolean needsSecret() {
        return false;
    }

    @Override
    public boolean takesPassword() {
        return true;
    }

    @Override
    public Set<ServerProblem> ofStrangers() {
        return Set.of(ServerProblem.NOT_THIS_KIND, ServerProblem.REDIRECTED);
    }

    @Override
    public ServerState state(ServerRequests requests) throws ServerException {
        return requests.send(this::state);
    }

    private ServerState state(ServerAddress address) throws ServerException {
        var session = sessions.open(address);
        sessions.apiVersion(session);
        var version = Excerpt.of(sessions.get(session, "app/version").text(), address);
        var preferences = sessions.get(session, "app/preferences").json();
        return ServerState.ofTool(version, warnings(preferences.orElseThrow(QBittorrentSessions::stranger)));
    }

    private static List<String> warnings(JsonNode preferences) {
        var warnings = new ArrayList<String>();
        if (!preferences.path("dht").asBoolean(true)) {
            warnings.add("DHT is off in qBittorrent: a magnet link that names no tracker never starts.");
        }
        if (preferences.path("queueing_enabled").asBoolean()) {
            warnings.add("Queueing is on in qBittorrent: downloads wait for each other, and may look stalled.");
        }
        var limited = preferences.path("max_ratio_enabled").asBoolean(true)
                || preferences.path("max_seeding_time_enabled").asBoolean(true);
        if (limited && REMOVING.contains(preferences.path("max_ratio_act").asInt())) {
            warnings.add("qBittorrent removes torrents that reach their limit of sharing, perhaps before they are"
                    + " taken over. Have it stop them instead (BitTorrent, Seeding Limits).");
        }
        return warnings;
    }

    @Override
    public boolean answersAt(ServerAddress address) throws ServerException {
        return sessions.areKnownAt(address);
    }
}
