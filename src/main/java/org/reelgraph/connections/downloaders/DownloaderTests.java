package org.reelgraph.connections.downloaders;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.reelgraph.connections.ServerKinds;
import org.reelgraph.connections.TestedServer;
import org.reelgraph.connections.TestedServers;
import org.reelgraph.connections.health.HealthLog;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerRequests;
import org.reelgraph.connections.servers.ServerState;
import org.reelgraph.health.Monitored;
import org.reelgraph.health.MonitoredServices;

/** Downloaders as servers that can be tested, and that are checked as long as they are enabled. */
@Singleton
class DownloaderTests implements TestedServers, MonitoredServices {

    private final DownloaderRepository repository;
    private final DownloaderStore store;
    private final DownloaderSecrets secrets;
    private final ServerKinds kinds;
    private final HealthLog health;

    DownloaderTests(DownloaderRepository repository, DownloaderStore store, DownloaderSecrets secrets,
            ServerKinds kinds, HealthLog health) {
        this.repository = repository;
        this.store = store;
        this.secrets = secrets;
        this.kinds = kinds;
        this.health = health;
    }

    private final class Tested implements TestedServer {

        private final Downloader downloader;

        private Tested(Downloader downloader) {
            this.downloader = downloader;
        }

        @Override
        public Object row() {
            return downloader;
        }

        @Override
        public String globalId() {
            return downloader.globalId();
        }

        @Override
        public String name() {
            return downloader.name();
        }

        @Override
        public ServerState state() throws ServerException {
            return kinds.state(kinds.named(downloader.kind()), ServerRequests.to(secrets.address(downloader)));
        }

        // It may have been deleted meanwhile.
        @Override
        public void note(Optional<ServerException> failure) {
            store.findById(downloader.id()).ifPresent(still -> health.note(still.id(), failure));
        }
    }

    @Override
    public String prefix() {
        return Downloader.PREFIX;
    }

    @Override
    public Optional<TestedServer> find(long id) {
        return repository.findById(id).map(Tested::new);
    }

    @Override
    public List<Monitored> all() {
        return repository.findEnabled().stream().map(downloader -> new Monitored(downloader.globalId(), "DOWNLOADER",
                downloader.name(), () -> health.problem(new Tested(downloader), downloader.id()))).toList();
    }
}
