package org.reelgraph.connections.indexers;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.reelgraph.connections.ServerKinds;
import org.reelgraph.connections.TestedServer;
import org.reelgraph.connections.TestedServers;
import org.reelgraph.connections.health.HealthLog;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerProblem;
import org.reelgraph.connections.servers.ServerRequests;
import org.reelgraph.connections.servers.ServerState;
import org.reelgraph.health.Monitored;
import org.reelgraph.health.MonitoredServices;

/** Indexers as servers that can be tested, and that are checked as long as they are enabled and have an address. */
@Singleton
class IndexerTests implements TestedServers, MonitoredServices {

    private final IndexerRepository repository;
    private final IndexerStore store;
    private final IndexerSecrets secrets;
    private final ServerKinds kinds;
    private final HealthLog health;

    IndexerTests(IndexerRepository repository, IndexerStore store, IndexerSecrets secrets, ServerKinds kinds,
            HealthLog health) {
        this.repository = repository;
        this.store = store;
        this.secrets = secrets;
        this.kinds = kinds;
        this.health = health;
    }

    private final class Tested implements TestedServer {

        private final Indexer indexer;

        private Tested(Indexer indexer) {
            this.indexer = indexer;
        }

        @Override
        public Object row() {
            return indexer;
        }

        @Override
        public String globalId() {
            return indexer.globalId();
        }

        @Override
        public String name() {
            return indexer.name();
        }

        @Override
        public ServerState state() throws ServerException {
            var asked = asked(indexer);
            return kinds.state(kinds.named(asked.kind()), ServerRequests.to(secrets.address(asked)));
        }

        // It may have been deleted meanwhile.
        @Override
        public void note(Optional<ServerException> failure) {
            store.findById(indexer.id()).ifPresent(still -> health.note(still.id(), failure));
        }
    }

    // One without an address of its own is asked through the one that manages it.
    private Indexer asked(Indexer indexer) throws ServerException {
        if (indexer.managedBy() == null || indexer.baseUrl() != null) {
            return indexer;
        }
        var manager = kinds.named(indexer.managedBy());
        return repository.findBest(manager.name()).orElseThrow(() -> new ServerException(ServerProblem.NOT_CONFIGURED,
                "It is asked through " + manager.product() + ", and no " + manager.product()
                        + " is enabled. Create an indexer of the kind " + manager.name() + "."));
    }

    @Override
    public String prefix() {
        return Indexer.PREFIX;
    }

    @Override
    public Optional<TestedServer> find(long id) {
        return repository.findById(id).map(Tested::new);
    }

    @Override
    public List<Monitored> all() {
        return repository.findEnabled().stream().map(indexer -> new Monitored(indexer.globalId(), "INDEXER",
                indexer.name(), () -> health.problem(new Tested(indexer), indexer.id()))).toList();
    }
}
