package org.reelgraph.connections;

import java.util.Optional;

/**
 * What somebody decides about a connection.
 *
 * @param url    normalized
 * @param secret in clear; empty to keep the one that is stored
 * @param serverIdentifier how its server names itself from now on; empty to keep what is known
 */
record ConnectionDraft(String name, String kind, String url, Optional<String> secret,
        Optional<String> serverIdentifier) {

    /** {@return the draft without its secret} */
    @Override
    public String toString() {
        return name + " (" + kind + " at " + url + ")";
    }
}
