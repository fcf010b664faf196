package org.reelgraph.training;

/** Says why there is no cache. */
public final class TrainingException extends Exception {

    private static final long serialVersionUID = 1;

    TrainingException(String reason) {
        super(reason);
    }
}
