package org.reelgraph.graphql.execution;

/** Is told of each operation once its result is known. Every bean of this type takes part. */
public interface OperationListener {

    /** Called by the thread that answers, so it must be quick. */
    void ended(EndedOperation operation);

    /** Called before a data loader reads this many keys at once. */
    default void loaded(String loader, int keys) {
        // Few count these.
    }
}
