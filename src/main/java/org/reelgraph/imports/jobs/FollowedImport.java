package org.reelgraph.imports.jobs;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.OwnJob;
import org.reelgraph.storage.sql.JsonArray;

/**
 * Tells a listener of an import, whichever program runs it. What this program does is told at once; of what others do,
 * the counts are told meanwhile and the records at the end. Not thread-safe but for that.
 */
final class FollowedImport implements JobListener, OwnJob.Follower {

    private static final int AT_ONCE = 500;

    private final JobListener listener;
    private final ImportJobRepository imports;
    private final ImportRecordReader records;
    private final BitSet told = new BitSet();

    FollowedImport(JobListener listener, ImportJobRepository imports, ImportRecordReader records) {
        this.listener = listener;
        this.imports = imports;
        this.records = records;
    }

    @Override
    public void waits(String reason) {
        listener.waits(reason);
    }

    @Override
    public synchronized void progress(ImportJob job, List<ImportRecord> further) {
        further.forEach(record -> told.set(record.position()));
        listener.progress(job, further);
    }

    @Override
    public synchronized void runsElsewhere(Job job) {
        imports.findByIds(JsonArray.ofIds(List.of(job.id())))
                .forEach(imported -> listener.progress(imported, List.of()));
    }

    /** Tells what was not told of an import that has ended. */
    synchronized void end(ImportJob ended) {
        var after = -1L;
        while (told.cardinality() < ended.processed() + ended.removed()) {
            var page = records.findPages(List.of(ended.id()), after, AT_ONCE, Optional.empty());
            if (page.isEmpty()) {
                return;
            }
            after = page.getLast().position();
            progress(ended, page.stream().filter(record -> !told.get(record.position())).toList());
        }
    }
}
