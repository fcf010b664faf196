package org.reelgraph.graphql.subscriptions;

import org.reelgraph.graphql.access.Caller;

/** A connection over which results are sent as they come: a WebSocket or an event stream. */
public interface ResultStream {

    /** Why the server ends a stream. */
    enum End {
        /** The session or key has ended, or its role is lower now. */
        ACCESS_LOST,
        /** The server stops. */
        SERVER_STOPS
    }

    /** {@return for whom it is} */
    Caller caller();

    /** {@return whether the client is still there} */
    boolean isOpen();

    /** Ends it, and what runs over it. */
    void end(End reason);

    /** Called several times a second, for what depends on time. */
    default void look() {
    }
}
