package org.reelgraph.connections;

import java.util.Optional;

/**
 * What somebody decides about a connection.
 *
 * @param url    normalized
 * @param secret in clear; empty to keep the one that is stored
 */
record ConnectionDraft(String name, String kind, String url, Optional<String> secret) {

    /** {@return the draft without its secret} */
    @Override
    public String toString() {
        return name + " (" + kind + " at " + url + ")";
    }
}
