package org.reelgraph.connections.sync;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.storage.retention.RetentionRule;

/** How long, and how much of, what servers answered is kept. */
@Singleton
class SnapshotRetention implements RetentionRule {

    private final SnapshotStore snapshots;
    private final SyncSettings settings;

    SnapshotRetention(SnapshotStore snapshots, SyncSettings settings) {
        this.snapshots = snapshots;
        this.settings = settings;
    }

    @Override
    public String contents() {
        return "answers of servers";
    }

    @Override
    public Duration kept() {
        return settings.snapshotRetention();
    }

    @Override
    public int removeSome(Instant before) {
        var expired = snapshots.findOldestBefore(before.toEpochMilli());
        expired.ifPresent(snapshots::delete);
        return expired.isPresent() ? 1 : removeExcess();
    }

    /** Removes the answers of the oldest job if there are too many; {@return of how many jobs that was} */
    int removeExcess() {
        var oldest = snapshots.findOldest().filter(job -> snapshots.totalBytes() > settings.snapshotBytes());
        oldest.ifPresent(snapshots::delete);
        return oldest.isPresent() ? 1 : 0;
    }
}
