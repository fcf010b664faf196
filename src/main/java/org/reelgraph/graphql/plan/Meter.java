package org.reelgraph.graphql.plan;

/** Is told what an execution does while it runs, and can end it. */
@FunctionalInterface
public interface Meter {

    /** How many values an object counts as in addition to its own: it takes about as much memory by itself. */
    int VALUES_OF_AN_OBJECT = 2;

    /**
     * Counts an object that was added to the response.
     *
     * @param values how many values it will have, plus {@link #VALUES_OF_AN_OBJECT}
     * @throws graphql.execution.AbortExecutionException to end the execution
     */
    void spend(int values);

    /**
     * Counts fields that are about to be fetched.
     *
     * @throws graphql.execution.AbortExecutionException to end the execution
     */
    default void proceed(int fields) {
    }

    /** Counts the approximate number of bytes of a value that was added to the response. */
    default void weigh(long bytes) {
    }
}
