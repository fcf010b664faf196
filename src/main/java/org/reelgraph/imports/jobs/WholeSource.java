package org.reelgraph.imports.jobs;

import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;
import org.reelgraph.imports.merge.CatalogMerge;
import org.reelgraph.imports.merge.ImportMemory;

/**
 * An import that claims to contain everything that its source has, of each kind that it contains: what it doesn't contain
 * is missing. If a record failed, that may be the missing one.
 *
 * @param gap returns what is missing from the source itself
 */
record WholeSource(CatalogMerge merge, Supplier<Optional<String>> gap) implements Absence {

    @Override
    public String again() {
        return "import";
    }

    @Override
    public Optional<String> objection(ImportJob job) {
        return job.failed() > 0
                ? Optional.of("Missing items were not looked for, because records failed.")
                : gap.get().map(why -> "Missing items were not looked for. " + why);
    }

    @Override
    public Missing find(ImportJob job, ImportMemory memory, boolean dryRun) {
        var items = merge.itemsLike(memory, job.source());
        var missing = new ArrayList<>(items);
        missing.removeIf(memory.seen()::contains);
        if (!dryRun) {
            merge.noteComplete(memory, job.source());
        }
        // Items created by this import don't count, since a dry run wouldn't know them.
        return new Missing(missing, items.size() - (dryRun ? 0 : job.created()),
                Optional.of("import again with maxRemovals " + missing.size()));
    }
}
