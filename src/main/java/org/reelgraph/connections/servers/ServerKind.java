package org.reelgraph.connections.servers;

/** A kind of servers. Each is a bean; its name is a value of the schema's {@code ConnectionKind}. */
public interface ServerKind {

    /** {@return the name in the schema} */
    String name();

    /** {@return what it is called, for messages} */
    String product();

    /**
     * Asks a server for its state. Blocks while the server answers.
     *
     * @throws ServerException if it can't be used
     */
    ServerState state(ServerRequests requests) throws ServerException;

    /** {@return whether such a server answers at a URL, which it tells anyone} Blocks while it answers. */
    boolean answersAt(String url);
}
