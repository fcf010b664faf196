package org.reelgraph.imports;

/**
 * How an import goes about its records.
 *
 * @param source     within which keys and ids identify an item
 * @param onConflict what to do with an item that is there
 * @param rejectAll  whether one faulty record keeps all from being written
 * @param prune      whether seasons and episodes that a given list doesn't name are removed
 * @param dryRun     whether nothing is written
 */
public record ImportOptions(String source, ConflictPolicy onConflict, boolean rejectAll, boolean prune,
        boolean dryRun) {

    /** What to do with an item that is there already. */
    public enum ConflictPolicy {
        UPDATE, SKIP, FAIL
    }

    /** {@return options that bring a source's items up to date and write whatever is sound} */
    public static ImportOptions of(String source) {
        return new ImportOptions(source, ConflictPolicy.UPDATE, false, false, false);
    }
}
