package org.reelgraph.graphql.plan;

/** Told of what an execution does while it does it, so that it can be ended. */
@FunctionalInterface
public interface Meter {

    /** How many values an object counts as beside those it has: it takes about as much memory by itself. */
    int VALUES_OF_AN_OBJECT = 2;

    /**
     * Takes note of an object that is in the answer now.
     *
     * @param values how many values it will have, and {@link #VALUES_OF_AN_OBJECT}
     * @throws graphql.execution.AbortExecutionException where the execution shall end here
     */
    void spend(int values);

    /**
     * Takes note of fields that are about to be fetched.
     *
     * @throws graphql.execution.AbortExecutionException where the execution shall end here
     */
    default void proceed(int fields) {
    }

    /** Takes note of a value that is in the answer now, of about so many bytes. */
    default void weigh(long bytes) {
    }
}
