package org.reelgraph.changes;

import jakarta.inject.Singleton;
import org.reelgraph.storage.copy.ReplacementStep;

/** Has everybody begin anew who followed the changes, since nobody knows how they differ from another state. */
@Singleton
class ChangeReplacement implements ReplacementStep {

    // More changes than there can have been since a backup, also where nothing is known of them any more.
    private static final long GAP = 1_000_000_000;

    private final ChangeStore changes;

    ChangeReplacement(ChangeStore changes) {
        this.changes = changes;
    }

    @Override
    public Runnable begin() {
        var before = changes.last();
        return () -> changes.continueAfter(Math.max(before, changes.last()) + GAP);
    }
}
