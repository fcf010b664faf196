package org.reelgraph.imports.merge;

import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.imports.records.Authority;

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
 * @param authority   what the source has to say about its items
 * @param confirmDeletions the token of an earlier job's deletions, which this one may do; only jobs guard deletions
 * @param restored    the item that becomes what its only record tells, and nothing beyond that; null in any other import
 */
public record ImportOptions(String source, ConflictPolicy onConflict, ErrorPolicy errorPolicy, boolean prune,
        boolean dryRun, boolean strict, MissingPolicy missing, Authority authority,
        @Nullable String confirmDeletions, @Nullable Long restored) {

    /** The options of an import that restores no item. */
    public ImportOptions(String source, ConflictPolicy onConflict, ErrorPolicy errorPolicy, boolean prune,
            boolean dryRun, boolean strict, MissingPolicy missing, Authority authority,
            @Nullable String confirmDeletions) {
        this(source, onConflict, errorPolicy, prune, dryRun, strict, missing, authority, confirmDeletions, null);
    }

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
                MissingPolicy.IGNORE, Authority.DESCRIPTION, null);
    }

    /** {@return whether one invalid record prevents all others from being written} */
    public boolean rejectsAll() {
        return errorPolicy == ErrorPolicy.REJECT_ALL;
    }

    /** {@return the same options as a dry run} */
    public ImportOptions asDryRun() {
        return new ImportOptions(source, onConflict, errorPolicy, prune, true, strict, missing, authority,
                confirmDeletions, restored);
    }

    /** {@return the same options for a source with another authority} */
    public ImportOptions with(Authority other) {
        return new ImportOptions(source, onConflict, errorPolicy, prune, dryRun, strict, missing, other,
                confirmDeletions, restored);
    }

    /** {@return the same options for an item that becomes what its only record tells, wherever its keys have gone} */
    public ImportOptions restoring(long item) {
        return new ImportOptions(source, onConflict, errorPolicy, prune, dryRun, strict, missing, authority,
                confirmDeletions, item);
    }

    /** {@return whether a record tells all that there is of its item} */
    public boolean isRestore() {
        return restored != null;
    }

    /** {@return whether a record changes an item that exists} */
    boolean changes(MediaItem item) {
        return onConflict == ConflictPolicy.UPDATE && (authority != Authority.HISTORY || item.ratingKey() == null);
    }
}
