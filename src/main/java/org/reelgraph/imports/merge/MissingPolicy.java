package org.reelgraph.imports.merge;

import org.jspecify.annotations.Nullable;

/**
 * What to do with a source's items that are missing from an import.
 *
 * @param complete    whether the import claims to contain all of the source's items, for each kind that it contains
 * @param remove      whether to remove the missing items
 * @param maxRemovals maximum number of removals; null for the number that needs no confirmation
 */
public record MissingPolicy(boolean complete, boolean remove, @Nullable Integer maxRemovals) {

    /** Missing items are left alone. */
    public static final MissingPolicy IGNORE = new MissingPolicy(false, false, null);

    private static final int MAX_UNCONFIRMED = 50;
    private static final int UNCONFIRMED_SHARE = 5;

    /**
     * {@return how many of a source's items may be removed; without confirmation, 50 items or a fifth, whichever is
     * less}
     */
    public int limit(int items) {
        return maxRemovals == null ? Math.min(MAX_UNCONFIRMED, items / UNCONFIRMED_SHARE) : maxRemovals;
    }
}
