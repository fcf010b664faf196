package org.reelgraph.graphql.queue;

import java.util.function.BooleanSupplier;
import org.reelgraph.graphql.access.Caller;

/**
 * The client that sends a request, as queues identify it.
 *
 * @param key         equal for all requests of one client: of a user, or of an IP address if nobody is signed in
 * @param isConnected whether the client is still waiting for the response
 */
public record Client(Object key, BooleanSupplier isConnected) {

    /** {@return the client of this caller, identified by the signed-in user or else by IP address} */
    public static Client of(Caller caller, BooleanSupplier isConnected) {
        return new Client(caller.countedAs(), isConnected);
    }
}
