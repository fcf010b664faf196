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
 * Remembers from which networks somebody signed in, the last 10,000 of them; after a start by the sessions there are.
 */
@Singleton
public class KnownNetworks {

    private static final int MAX = 10_000;

    private final Cache<String, Boolean> networks = Caffeine.newBuilder().maximumSize(MAX).build();

    /** Begins with those of the sessions there are. */
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
