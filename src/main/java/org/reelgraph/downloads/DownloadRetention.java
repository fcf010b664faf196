package org.reelgraph.downloads;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.audit.AuditSettings;
import org.reelgraph.storage.retention.RetentionRule;

/** How long it is known who downloaded what: as long as what else was done. */
@Singleton
class DownloadRetention implements RetentionRule {

    private final DownloadStore downloads;
    private final AuditSettings audit;

    DownloadRetention(DownloadStore downloads, AuditSettings audit) {
        this.downloads = downloads;
        this.audit = audit;
    }

    @Override
    public String contents() {
        return "records of downloads";
    }

    @Override
    public Duration kept() {
        return audit.retention();
    }

    @Override
    public int removeSome(Instant before) {
        return downloads.deleteBefore(before.toEpochMilli());
    }
}
