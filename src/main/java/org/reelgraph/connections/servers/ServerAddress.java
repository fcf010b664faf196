package org.reelgraph.connections.servers;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a server is, and what it wants to see.
 *
 * @param url      without a slash at its end
 * @param user     who signs in; empty if the secret alone does
 * @param secret   the API key, token or password; empty if none is needed
 * @param patience how long an answer may take, unless the kind of server has a limit of its own
 */
public record ServerAddress(String url, Optional<String> user, String secret, Duration patience) {

    /** How long an answer may take where nobody has decided. */
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);

    /** The address of a server that wants to see a key or token alone. */
    public ServerAddress(String url, String secret) {
        this(url, Optional.empty(), secret, USUAL_PATIENCE);
    }

    /** {@return the URL; the secret is never shown} */
    @Override
    public String toString() {
        return url;
    }
}
