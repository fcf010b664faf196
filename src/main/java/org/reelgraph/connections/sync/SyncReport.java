package org.reelgraph.connections.sync;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.connections.sync.SnapshotStore.Snapshot;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.Progress;

/** Saves what a job reads, and how far it is, each time in one transaction. For use by the job's thread. */
final class SyncReport {

    private final JobRun run;
    private final SyncStores stores;
    private final Requests requests;
    private final int requestsBefore;
    private SyncJob job;
    private long done;
    private long total;

    SyncReport(JobRun run, SyncStores stores, SyncJob job, Requests requests, List<SyncSection> sections) {
        this.run = run;
        this.stores = stores;
        this.job = job;
        this.requests = requests;
        this.requestsBefore = job.requests();
        for (var section : sections) {
            done += section.read();
            total += section.listed() - section.unchanged();
        }
    }

    /**
     * Saves a section with what was found in it.
     *
     * @param further  how many more items are to be read
     * @param snapshots answers with whether they are imported; their places are given here
     */
    void listed(SyncSection section, List<SyncItem> items, int further, List<Answer> snapshots) {
        total += further;
        save(section, section.name(), () -> stores.items().insert(items),
                snapshots.stream().map(answer -> new Kept(false, answer)).toList());
    }

    /** An answer, and whether it is imported. */
    record Kept(boolean imported, Answer answer) {
    }

    /** Saves a section with items of which it is known what becomes of them. */
    void read(SyncSection section, List<SyncItem> items, List<Kept> answers) {
        done += items.size();
        save(section, items.getLast().title(), () -> stores.items().update(items), answers);
    }

    /** Saves a section. */
    void save(SyncSection section, List<SyncItem> items, List<Answer> answers) {
        save(section, null, () -> stores.items().update(items),
                answers.stream().map(answer -> new Kept(false, answer)).toList());
    }

    private void save(SyncSection section, @Nullable String current, Runnable work, List<Kept> answers) {
        job = stores.write(() -> {
            work.run();
            stores.sections().update(section);
            var places = new ArrayList<Snapshot>();
            for (var kept : answers) {
                places.add(new Snapshot(job.id(), job.snapshots() + places.size(), section.position(),
                        kept.imported(), kept.answer()));
            }
            stores.snapshots().insert(places);
            var bytes = answers.stream().mapToLong(kept -> kept.answer().content().length).sum();
            run.save(null, new Progress(done, total, "items", current));
            return stores.jobs().update(SyncJobBuilder.builder(job).requests(requestsBefore + requests.sent())
                    .snapshots(job.snapshots() + places.size()).snapshotBytes(job.snapshotBytes() + bytes).build());
        });
    }
}
