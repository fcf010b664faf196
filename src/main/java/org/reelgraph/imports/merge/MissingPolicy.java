package org.reelgraph.imports.merge;

import io.micronaut.core.annotation.Nullable;

/**
 * What becomes of a source's items that an import doesn't contain.
 *
 * @param complete    whether the import is said to contain all of the source's items, of each kind that it contains at all
 * @param remove      whether those that it doesn't contain are removed
 * @param maxRemovals how many may be removed at most; null for what nobody has to confirm
 */
public record MissingPolicy(boolean complete, boolean remove, @Nullable Integer maxRemovals) {

    /** Nothing follows from what an import doesn't contain. */
    public static final MissingPolicy IGNORE = new MissingPolicy(false, false, null);

    private static final int MAX_UNCONFIRMED = 50;
    private static final int UNCONFIRMED_SHARE = 5;

    /** {@return how many of a source's items may be removed: without confirmation 50, and no more than a fifth} */
    public int limit(int items) {
        return maxRemovals == null ? Math.min(MAX_UNCONFIRMED, items / UNCONFIRMED_SHARE) : maxRemovals;
    }
}
