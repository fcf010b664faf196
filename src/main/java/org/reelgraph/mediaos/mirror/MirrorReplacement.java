package org.reelgraph.mediaos.mirror;

import jakarta.inject.Singleton;
import org.reelgraph.storage.copy.ReplacementStep;

/**
 * Has all files written anew once another state of the library has taken the place of its own. What the folder holds is
 * known better here than there: the files are still those that were written before.
 */
@Singleton
class MirrorReplacement implements ReplacementStep {

    private final MirrorStore store;

    MirrorReplacement(MirrorStore store) {
        this.store = store;
    }

    @Override
    public Runnable begin() {
        var before = store.findAll();
        return () -> {
            store.deleteAll();
            before.forEach(placed -> store.save(placed.state().owing(), placed.folder()));
        };
    }
}
