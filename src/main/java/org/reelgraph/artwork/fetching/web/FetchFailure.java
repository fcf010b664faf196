package org.reelgraph.artwork.fetching.web;

/** A picture can't be had, however often its server is asked. The message says why, and holds no secret. */
public final class FetchFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FetchProblem problem;
    private final String reason;

    /** @param reason why, in words that hold no secret */
    public FetchFailure(FetchProblem problem, String reason) {
        super(reason, null, false, false);
        this.problem = problem;
        this.reason = reason;
    }

    /** {@return why} */
    public FetchProblem problem() {
        return problem;
    }

    /** {@return why, in words} */
    public String reason() {
        return reason;
    }
}
