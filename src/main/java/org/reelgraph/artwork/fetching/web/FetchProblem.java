package org.reelgraph.artwork.fetching.web;

import org.reelgraph.connections.servers.ServerProblem;

/** Why a picture can't be had. */
public enum FetchProblem {
    /** Nothing says where it is. */
    NO_SOURCE,
    /** There is none. */
    NOT_FOUND,
    /** The server doesn't let Reelgraph have it. */
    UNAUTHORIZED,
    /** The server isn't reached, or takes too long. */
    UNREACHABLE,
    /** The server has an error of its own, or is asked too often. */
    SERVER_ERROR,
    /** It is where Reelgraph doesn't ask. */
    FORBIDDEN,
    /** What is there is no picture that can be used. */
    UNUSABLE,
    /** What is there stands for a picture that is missing. */
    PLACEHOLDER;

    /** {@return what it means for a picture that a server can't be used} */
    public static FetchProblem of(ServerProblem problem) {
        return switch (problem) {
            case UNAUTHORIZED, SECRET_UNREADABLE, BANNED -> UNAUTHORIZED;
            case RATE_LIMITED, SERVER_ERROR, SOURCE_DOWN -> SERVER_ERROR;
            default -> UNREACHABLE;
        };
    }

    /** {@return whether it is the picture's fault, rather than that of how its server is just now} */
    public boolean isLasting() {
        return this != UNREACHABLE && this != SERVER_ERROR;
    }
}
