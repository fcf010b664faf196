package org.reelgraph.imports.deletion;

import java.util.List;

/** Decides whether something may be deleted that a source no longer contains. */
@FunctionalInterface
public interface DeletionLimit {

    /** Permits everything: who says what to delete has just seen it. */
    DeletionLimit NONE = (deletions, items, of) -> true;

    /**
     * {@return whether all of this may be deleted; otherwise, none of it}
     *
     * @param items how many items that is
     * @param of    how many there are
     */
    boolean permits(List<Deletion> deletions, int items, int of);
}
