package org.reelgraph.storage.postgresql;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.reelgraph.health.Monitored;
import org.reelgraph.health.MonitoredServices;

/** The replica as a service. */
@WithReplica
@Singleton
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ReplicaService implements MonitoredServices {

    private final ReplicaWatch watch;

    ReplicaService(ReplicaWatch watch) {
        this.watch = watch;
    }

    @Override
    public List<Monitored> all() {
        return List.of(new Monitored("replica", "REPLICA", "Replica", this::problem));
    }

    private Optional<String> problem() {
        watch.look();
        return switch (watch.state()) {
            case READ -> Optional.empty();
            case STARTING -> Optional.of("It wasn't asked yet.");
            case INCOMPARABLE -> Optional.of("The database doesn't say how far it has written.");
            case BEHIND -> Optional.of("It is too far behind.");
            case UNREACHABLE -> Optional.of("It can't be reached.");
            case FOREIGN -> Optional.of("It is no replica of this database.");
        };
    }
}
