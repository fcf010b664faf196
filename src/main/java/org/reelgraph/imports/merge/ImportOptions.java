package org.reelgraph.imports.merge;

/**
 * How an import goes about its records.
 *
 * @param source      within which keys and ids identify an item
 * @param onConflict  what to do with an item that is there
 * @param errorPolicy what a faulty record means for the others
 * @param prune       whether seasons and episodes that a given list doesn't name are removed
 * @param dryRun      whether nothing is written
 * @param strict      whether a value that can't be used refuses its record
 * @param missing     what becomes of items that the import doesn't contain
 */
public record ImportOptions(String source, ConflictPolicy onConflict, ErrorPolicy errorPolicy, boolean prune,
        boolean dryRun, boolean strict, MissingPolicy missing) {

    /** What to do with an item that is there already. */
    public enum ConflictPolicy {
        UPDATE, SKIP, FAIL
    }

    /** What a faulty record means for the others. */
    public enum ErrorPolicy {
        REJECT_ALL, IGNORE_FAILED
    }

    /** {@return options that bring a source's items up to date and write whatever is sound} */
    public static ImportOptions of(String source) {
        return new ImportOptions(source, ConflictPolicy.UPDATE, ErrorPolicy.IGNORE_FAILED, false, false, false,
                MissingPolicy.IGNORE);
    }

    /** {@return whether one faulty record keeps all from being written} */
    public boolean rejectsAll() {
        return errorPolicy == ErrorPolicy.REJECT_ALL;
    }

    /** {@return the same, without writing anything} */
    public ImportOptions asDryRun() {
        return new ImportOptions(source, onConflict, errorPolicy, prune, true, strict, missing);
    }
}
