package org.reelgraph.storage.quotas;

/** What one caller may do by a {@link QuotaRule}. */
public interface Quota {

    /**
     * Takes some of it, or all if that is less.
     *
     * @return how long to wait until there is so much, in nanoseconds; 0 if it was taken
     */
    long take(int count);

    /** Gives back what was taken. */
    void giveBack(int count);
}
