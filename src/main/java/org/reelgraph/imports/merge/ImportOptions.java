package org.reelgraph.imports.merge;

import org.jspecify.annotations.Nullable;

/**
 * How an import treats its records.
 *
 * @param source      the source within which keys and ids identify an item
 * @param onConflict  what to do with an item that already exists
 * @param errorPolicy what an invalid record means for the others
 * @param prune       whether to remove seasons and episodes that are missing from a list
 * @param dryRun      whether nothing is written
 * @param strict      whether an invalid value fails its record
 * @param missing     what to do with items that are missing from the import
 * @param confirmDeletions the token of an earlier job's deletions, which this one may do; only jobs guard deletions
 */
public record ImportOptions(String source, ConflictPolicy onConflict, ErrorPolicy errorPolicy, boolean prune,
        boolean dryRun, boolean strict, MissingPolicy missing, @Nullable String confirmDeletions) {

    /** What to do with an item that already exists. */
    public enum ConflictPolicy {
        UPDATE, SKIP, FAIL
    }

    /** What an invalid record means for the others. */
    public enum ErrorPolicy {
        REJECT_ALL, IGNORE_FAILED
    }

    /** {@return options that update a source's items and import all valid records} */
    public static ImportOptions of(String source) {
        return new ImportOptions(source, ConflictPolicy.UPDATE, ErrorPolicy.IGNORE_FAILED, false, false, false,
                MissingPolicy.IGNORE, null);
    }

    /** {@return whether one invalid record prevents all others from being written} */
    public boolean rejectsAll() {
        return errorPolicy == ErrorPolicy.REJECT_ALL;
    }

    /** {@return the same options as a dry run} */
    public ImportOptions asDryRun() {
        return new ImportOptions(source, onConflict, errorPolicy, prune, true, strict, missing, confirmDeletions);
    }
}
