package org.reelgraph.connections.servers;

/**
 * Where a server is, and what it wants to see.
 *
 * @param url    without a slash at its end
 * @param secret the API key or token
 */
public record ServerAddress(String url, String secret) {

    /** {@return the URL; the secret is never shown} */
    @Override
    public String toString() {
        return url;
    }
}
