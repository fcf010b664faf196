package org.reelgraph.storage;

import java.util.function.Supplier;

/** Stands around the work of each transaction and may refuse what it has written. */
public interface TransactionGuard {

    /** Lets everything pass. */
    TransactionGuard NONE = new TransactionGuard() {
        @Override
        public <T> T within(Supplier<T> work) {
            return work.get();
        }
    };

    /**
     * {@return the result of the work} Called within the transaction, which is rolled back if this throws.
     *
     * @param work is done once
     */
    <T> T within(Supplier<T> work);
}
