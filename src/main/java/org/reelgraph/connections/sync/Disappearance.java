package org.reelgraph.connections.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.reelgraph.imports.jobs.Absence;
import org.reelgraph.imports.jobs.ImportJob;
import org.reelgraph.imports.merge.ImportMemory;

/**
 * What sections no longer contain: items that an earlier job found there, and whose keys two whole lists lack. An item that
 * came back under another key is one of those that were imported.
 */
record Disappearance(SyncStores stores, List<SyncSection> sections) implements Absence {

    @Override
    public Optional<String> objection(ImportJob job) {
        return Optional.empty();
    }

    @Override
    public Missing find(ImportJob job, ImportMemory memory, boolean dryRun) {
        return stores.write(() -> {
            var gone = new ArrayList<Long>();
            sections.forEach(section -> gone.addAll(stores.items().findGoneMedia(section, job.source())));
            gone.removeIf(memory.seen()::contains);
            return new Missing(gone, stores.synced().count(
                    sections.stream().map(SyncSection::sectionId).filter(Objects::nonNull).toList()),
                    Optional.empty());
        });
    }
}
