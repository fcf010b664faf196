package org.reelgraph.health;

import java.util.Optional;

/**
 * A server or database that Reelgraph relies on.
 *
 * @param key  by which its checks are kept; that of a connection is its global id
 * @param kind a value of the schema's {@code ServiceKind}
 * @param name for people
 */
public record Monitored(String key, String kind, String name, Probe probe) {

    /** Asks a service whether it can be used. */
    @FunctionalInterface
    public interface Probe {

        /** {@return what is wrong, for admins and without secrets; empty if nothing is} Blocks until that is known. */
        Optional<String> problem();
    }
}
