package org.reelgraph.graphql.execution;

import org.reelgraph.storage.Step;

/** Is told of one operation what it does, by one thread at a time. */
public interface OperationTrace {

    /** Of an operation that nobody traces. */
    OperationTrace NONE = new OperationTrace() {
        @Override
        public Step loading(String loader, int keys) {
            return Step.UNWATCHED;
        }

        @Override
        public Step executing(String sql) {
            return Step.UNWATCHED;
        }

        @Override
        public void ended(EndedOperation operation) {
            // Nobody wants to know.
        }
    };

    /** Called before a data loader reads this many keys at once. */
    Step loading(String loader, int keys);

    /** Called before a statement runs. */
    Step executing(String sql);

    /** Called once the result is known. */
    void ended(EndedOperation operation);
}
