package org.reelgraph.graphql.queue;

import java.util.function.BooleanSupplier;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Viewer;

/**
 * Who sends a request, as far as queues tell clients apart.
 *
 * @param key         equal for requests of one client: of a user, or of an address where nobody is signed in
 * @param isConnected whether the client still waits for the answer
 */
public record Client(Object key, BooleanSupplier isConnected) {

    /** {@return a client that is known by who is signed in, or by its address} */
    public static Client of(Caller caller, BooleanSupplier isConnected) {
        return new Client(caller.viewer().<Object>map(Viewer::userId).orElseGet(caller::network), isConnected);
    }
}
