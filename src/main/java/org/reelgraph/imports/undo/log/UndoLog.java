package org.reelgraph.imports.undo.log;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.imports.undo.log.UndoEntry.Complete;
import org.reelgraph.imports.undo.log.UndoLogHeader.State;
import org.reelgraph.storage.retention.RetentionRule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what jobs change, as it was before, within the transaction that changes it. The log of a job is bounded by its
 * age, and the logs of all jobs by their size.
 */
@Singleton
public class UndoLog implements RetentionRule {

    private static final Logger LOG = LoggerFactory.getLogger(UndoLog.class);
    private static final int AT_ONCE = 20;

    private final UndoLogStore store;
    private final ImageCapture images;
    private final RowStore rows;
    private final UndoSettings settings;
    private final Clock clock;

    UndoLog(UndoLogStore store, ImageCapture images, RowStore rows, UndoSettings settings, Clock clock) {
        this.store = store;
        this.images = images;
        this.rows = rows;
        this.settings = settings;
        this.clock = clock;
    }

    /** Keeps what a job is about to write, in the caller's transaction. */
    public void keep(long jobId, Touched touched) {
        if (isKept(jobId)) {
            append(jobId, images.capture(touched));
        }
    }

    /** Keeps when a source's items of a kind were last complete, which a job is about to write. */
    public void keepComplete(long jobId, String source, String kind, Instant at) {
        if (isKept(jobId)) {
            var complete = new Complete(source, kind, rows.completeAt(source, kind), at.toEpochMilli());
            append(jobId, new UndoEntry(Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                    List.of(complete)));
        }
    }

    /** Keeps entries of files that a job is writing, in the caller's transaction. */
    public void keepEntries(long jobId, List<EntryImage> entries) {
        if (!entries.isEmpty() && isKept(jobId)) {
            append(jobId, UndoEntry.of(entries));
        }
    }

    private boolean isKept(long jobId) {
        return store.find(jobId).map(header -> header.state() == State.KEPT).orElse(true);
    }

    /** Adds an entry, unless the log is given up, in the caller's transaction. */
    void append(long jobId, UndoEntry entry) {
        if (entry.isEmpty()) {
            return;
        }
        var bytes = entry.toBytes();
        var header = store.find(jobId).orElseGet(() -> store.save(
                new UndoLogHeader(jobId, State.KEPT, 0, 0, clock.instant())));
        if (header.state() != State.KEPT) {
            return;
        }
        if (header.size() + bytes.length > settings.bytes()) {
            store.giveUp(jobId, State.TOO_LARGE);
            LOG.warn("Job {} can't be undone: what it changes takes more than REELGRAPH_UNDO_MEGABYTES allows", jobId);
            return;
        }
        displaceFor(jobId, bytes.length);
        store.insert(jobId, header.entries(), bytes);
        store.count(jobId, bytes.length);
    }

    private void displaceFor(long jobId, long more) {
        var left = store.totalSize() + more - settings.bytes();
        while (left > 0) {
            var oldest = store.findOldest().filter(header -> header.jobId() != jobId);
            if (oldest.isEmpty()) {
                return;
            }
            store.giveUp(oldest.get().jobId(), State.DISPLACED);
            LOG.info("Job {} can no longer be undone: job {} needs the space", oldest.get().jobId(), jobId);
            left -= oldest.get().size();
        }
    }

    /** {@return what is kept of a job's changes} */
    public Optional<UndoLogHeader> find(long jobId) {
        return store.find(jobId);
    }

    /** {@return an entry of a job's log} */
    UndoEntry entry(long jobId, int position) {
        return UndoEntry.ofBytes(store.content(jobId, position));
    }

    @Override
    public String contents() {
        return "undo log entries";
    }

    @Override
    public Duration kept() {
        return settings.retention();
    }

    @Override
    public int removeSome(Instant before) {
        store.expire(before.toEpochMilli());
        return store.deleteSomeUnkept(AT_ONCE);
    }
}
