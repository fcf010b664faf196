package org.reelgraph.connections;

import java.util.Optional;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.connections.servers.ServerState;

/** A saved server beside connections that {@code testConnection} can ask. */
public interface TestedServer {

    /** {@return the object that stands for it in the schema} */
    Object row();

    /** {@return its global id} */
    String globalId();

    /** {@return what its owner calls it} */
    String name();

    /**
     * {@return what it says about itself} Blocks while it answers.
     *
     * @throws ServerException if it can't be used
     */
    ServerState state() throws ServerException;

    /**
     * Keeps how it went. Needs the writer's transaction.
     *
     * @param failure empty if it could be used
     */
    void note(Optional<ServerException> failure);
}
