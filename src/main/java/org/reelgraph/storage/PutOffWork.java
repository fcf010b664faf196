package org.reelgraph.storage;

/**
 * Work on what short transactions have written, which they leave to be done once for many of them. It is done before a
 * transaction that may take long, so that who needs it never waits for one.
 */
public interface PutOffWork {

    /** {@return whether there may be any} */
    boolean isDue();

    /** {@return notes that nothing of what is put off so far is left} */
    Runnable completion();

    /**
     * Does some of it in the transaction that there is, a part that doesn't take long.
     *
     * @return whether there was any; if not, what was put off before this transaction is done once that is committed
     */
    boolean doSome();
}
