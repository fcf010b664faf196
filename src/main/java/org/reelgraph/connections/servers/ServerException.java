package org.reelgraph.connections.servers;

/** A server can't be used. The message says why, in the words of whoever operates it, and holds no secret. */
public class ServerException extends Exception {

    private static final long serialVersionUID = 1L;

    private final ServerProblem problem;
    private final String reason;

    ServerException(ServerProblem problem, String message) {
        super(message);
        this.problem = problem;
        this.reason = message;
    }

    /** {@return why, in words} */
    public String reason() {
        return reason;
    }

    /** {@return why} */
    public ServerProblem problem() {
        return problem;
    }
}
