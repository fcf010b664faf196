package org.reelgraph.connections.servers;

import java.time.Duration;
import java.util.Optional;

/** A server can't be used. The message says why, in the words of whoever operates it, and holds no secret. */
public class ServerException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ServerProblem problem;
    private final String reason;
    private final transient Optional<Duration> pause;

    /** @param message why, in words that hold no secret */
    public ServerException(ServerProblem problem, String message) {
        this(problem, message, Optional.empty());
    }

    /**
     * @param message why, in words that hold no secret
     * @param pause   how long the server wants to be left alone
     */
    public ServerException(ServerProblem problem, String message, Optional<Duration> pause) {
        super(message);
        this.problem = problem;
        this.reason = message;
        this.pause = pause;
    }

    /** {@return why, in words} */
    public String reason() {
        return reason;
    }

    /** {@return why} */
    public ServerProblem problem() {
        return problem;
    }

    /** {@return how long the server wants to be left alone; empty if it doesn't say} */
    public Optional<Duration> pause() {
        return pause;
    }
}
