package org.reelgraph.connections.servers;

import java.util.EnumSet;
import java.util.Set;

/** Why a server can't be used. */
public enum ServerProblem {
    /** There is nothing at the address, or it refuses connections. */
    UNREACHABLE,
    /** It takes too long. */
    TIMEOUT,
    /** A secure connection fails, because of its certificate for example. */
    TLS,
    /** It sends callers somewhere else. */
    REDIRECTED,
    /** It doesn't accept the API key or token. */
    UNAUTHORIZED,
    /** Its API is turned off. */
    API_DISABLED,
    /** It doesn't accept requests from here for now, after too many with a wrong password. */
    BANNED,
    /** Its software is too old to be used. */
    TOO_OLD,
    /** There is no address to ask. */
    NOT_CONFIGURED,
    /** Something else answers. */
    NOT_THIS_KIND,
    /** A server of the right kind answers, but another one than before. */
    OTHER_SERVER,
    /** It is asked too often. */
    RATE_LIMITED,
    /** It has an error of its own. */
    SERVER_ERROR,
    /** It answers, but can't reach what it takes its data from. */
    SOURCE_DOWN,
    /** The key or token that is stored for it can't be decrypted. */
    SECRET_UNREADABLE;

    private static final Set<ServerProblem> LASTING = EnumSet.of(UNAUTHORIZED, API_DISABLED, REDIRECTED, TLS,
            OTHER_SERVER,
            SECRET_UNREADABLE, TOO_OLD, NOT_CONFIGURED);

    /** {@return whether it may be over soon, so that asking once more is worth while} */
    public boolean isPassing() {
        return !LASTING.contains(this);
    }
}
