package org.reelgraph.connections;

import java.util.Optional;

/**
 * What somebody decides about a connection.
 *
 * @param url    normalized
 * @param userName of whom signs in; empty if the secret alone does
 * @param secret in clear; empty to keep the one that is stored
 * @param serverIdentifier how its server names itself from now on; empty to keep what is known
 */
record ConnectionDraft(String name, String kind, String url, Optional<String> userName, Optional<String> secret,
        Optional<String> serverIdentifier) {

    /** A draft of what knows no users. */
    ConnectionDraft(String name, String kind, String url, Optional<String> secret,
            Optional<String> serverIdentifier) {
        this(name, kind, url, Optional.empty(), secret, serverIdentifier);
    }

    /** {@return the draft without its secret} */
    @Override
    public String toString() {
        return name + " (" + kind + " at " + url + ")";
    }
}
