package org.reelgraph.accounts.sessions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.reelgraph.accounts.SessionRepository;
import org.reelgraph.graphql.access.Caller;

/**
 * Remembers the last 10,000 networks from which somebody signed in. After a start, it knows them from the sessions.
 */
@Singleton
public class KnownNetworks {

    private static final int MAX = 10_000;

    private final Cache<String, Boolean> networks = Caffeine.newBuilder().maximumSize(MAX).build();

    /** Starts with the networks of existing sessions. */
    @EventListener
    void start(StartupEvent started) {
        started.getSource().getBean(SessionRepository.class).findAddresses(MAX)
                .forEach(address -> add(new Caller("", address, "", Optional.empty())));
    }

    /** Notes that somebody signed in. */
    public void add(Caller caller) {
        networks.put(caller.network(), true);
    }

    /** {@return whether somebody signed in from there before} */
    public boolean contains(String network) {
        return networks.getIfPresent(network) != null;
    }
}
