package org.reelgraph.storage.quotas;

/**
 * Quotas of callers. They are counted in memory, or in the database if other servers use it too. A quota is to be kept
 * for a caller's further requests.
 */
public interface Quotas {

    /** {@return what a caller may do by this rule} */
    Quota of(QuotaRule rule, String caller);
}
