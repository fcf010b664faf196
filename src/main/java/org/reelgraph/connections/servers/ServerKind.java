package org.reelgraph.connections.servers;

import java.util.EnumSet;
import java.util.Set;

/** A kind of servers. Each is a bean; its name is a value of the schema's {@code ConnectionKind}. */
public interface ServerKind {

    /** What servers are for. */
    enum Purpose {
        LIBRARY, DOWNLOADS, SEARCH
    }

    /** {@return the name in the schema} */
    String name();

    /** {@return what it is called, for messages} */
    String product();

    /** {@return what such servers are for} */
    default Purpose purpose() {
        return Purpose.LIBRARY;
    }

    /** {@return whether no such server can be used without a key, token or password} */
    default boolean needsSecret() {
        return true;
    }

    /** {@return whether it knows users with passwords, beside keys or instead of them} */
    default boolean takesPassword() {
        return false;
    }

    /** {@return the problems that servers of another kind seem to have} */
    default Set<ServerProblem> ofStrangers() {
        return EnumSet.of(ServerProblem.UNAUTHORIZED, ServerProblem.API_DISABLED, ServerProblem.REDIRECTED,
                ServerProblem.NOT_THIS_KIND);
    }

    /**
     * Asks a server for its state. Blocks while the server answers.
     *
     * @throws ServerException if it can't be used
     */
    ServerState state(ServerRequests requests) throws ServerException;

    /**
     * {@return whether such a server answers at an address, which it tells anyone} Blocks while it answers.
     *
     * @param address without a secret
     * @throws ServerException if nothing answers as such a server does
     */
    boolean answersAt(ServerAddress address) throws ServerException;
}
