package org.reelgraph.backups;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.storage.retention.RetentionRule;

/** How long it is kept what a backup, an upload or a restore has left that was killed. */
@Singleton
class UnfinishedRetention implements RetentionRule {

    /** An upload may go on the next day. */
    static final Duration KEPT = Duration.ofDays(2);

    private final ArchiveFolder folder;

    UnfinishedRetention(ArchiveFolder folder) {
        this.folder = folder;
    }

    @Override
    public String contents() {
        return "unfinished backups";
    }

    @Override
    public Duration kept() {
        return KEPT;
    }

    @Override
    public int removeSome(Instant before) {
        try {
            return folder.deleteUnfinished(before).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
