package org.reelgraph.connections.sync;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.reelgraph.imports.jobs.Absence;
import org.reelgraph.imports.jobs.ImportJob;
import org.reelgraph.imports.merge.ImportMemory;

/**
 * What sections no longer contain: items that an earlier job found there, and whose keys two whole lists lack. An item that
 * came back under another key is one of those that were imported. An item whose last key passed to another one is gone if
 * two jobs that read the whole section did not come across it.
 *
 * @param isPart whether only some items of the sections were read
 */
record Disappearance(SyncStores stores, List<SyncSection> sections, boolean isPart) implements Absence {

    @Override
    public String again() {
        return "sync";
    }

    @Override
    public Optional<String> objection(ImportJob job) {
        return Optional.empty();
    }

    @Override
    public Missing find(ImportJob job, ImportMemory memory, boolean dryRun) {
        return stores.write(() -> {
            var gone = new ArrayList<Long>();
            for (var section : sections) {
                gone.addAll(stores.items().findGoneMedia(section, job.source()));
                if (!isPart && job.failed() == 0 && isRead(section)) {
                    stores.displaced().find(section).stream().filter(item -> item.job() != section.jobId())
                            .forEach(item -> gone.add(item.media()));
                }
                if (!dryRun) {
                    noteDisplaced(section, job.source(), memory);
                }
            }
            gone.removeIf(memory.seen()::contains);
            return new Missing(gone, stores.synced().count(
                    sections.stream().map(SyncSection::sectionId).filter(Objects::nonNull).toList()),
                    Optional.empty());
        });
    }

    // What could not be read may be the item under another key.
    private boolean isRead(SyncSection section) {
        return section.problem() == null && stores.items().find(section, SyncOutcome.KEPT).isEmpty();
    }

    private void noteDisplaced(SyncSection section, String source, ImportMemory memory) {
        var displaced = memory.displaced();
        if (!displaced.isEmpty()) {
            var keys = new HashSet<String>();
            displaced.values().forEach(keys::addAll);
            stores.displaced().add(section, stores.displaced().findWithoutKey(section, source, displaced.keySet(), keys)
                    .stream().filter(known -> displaced.getOrDefault(known.media(), List.of())
                            .contains(known.ratingKey()))
                    .toList());
        }
    }
}
