package org.reelgraph.imports.jobs;

import java.util.List;
import java.util.Optional;
import org.reelgraph.imports.merge.ImportMemory;

/** Tells what a source no longer contains, once everything it does contain is imported. */
public interface Absence {

    /**
     * What is missing.
     *
     * @param items the ids of the items
     * @param of    how many items the source had before the import
     * @param otherConfirmation how to confirm that all go, other than by naming the deletions; empty if there is no way
     */
    record Missing(List<Long> items, int of, Optional<String> otherConfirmation) {
    }

    /** {@return what to do once more if deletions are to be confirmed, in the imperative} */
    String again();

    /** {@return why a missing item proves nothing; empty if it does} */
    Optional<String> objection(ImportJob job);

    /**
     * {@return what is missing}
     *
     * @param memory what the import's records refer to
     * @param dryRun whether nothing may be written
     */
    Missing find(ImportJob job, ImportMemory memory, boolean dryRun);
}
