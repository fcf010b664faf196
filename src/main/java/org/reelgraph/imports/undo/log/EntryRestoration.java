package org.reelgraph.imports.undo.log;

import java.util.List;
import org.reelgraph.audit.Actor;

/** Puts entries of files back as they were before a job changed them. */
public interface EntryRestoration {

    /**
     * What came of it.
     *
     * @param results what became of each entry
     * @param inverse what was there before, of the entries that were put back
     */
    record Done(List<Restored> results, List<EntryImage> inverse) {
    }

    /**
     * Puts entries back, in the current transaction.
     *
     * @param force  whether to overwrite what was changed since
     * @param dryRun whether to write nothing
     */
    Done restore(List<EntryImage> entries, Actor actor, boolean force, boolean dryRun);
}
