package org.reelgraph.imports.merge;

import org.jspecify.annotations.Nullable;

/**
 * What to do with a source's items that are missing from an import.
 *
 * @param complete    whether the import claims to contain all of the source's items, for each kind that it contains
 * @param remove      whether to remove the missing items
 * @param maxRemovals maximum number of removals; null for as many as need no confirmation
 */
public record MissingPolicy(boolean complete, boolean remove, @Nullable Integer maxRemovals) {

    /** Missing items are left alone. */
    public static final MissingPolicy IGNORE = new MissingPolicy(false, false, null);
}
