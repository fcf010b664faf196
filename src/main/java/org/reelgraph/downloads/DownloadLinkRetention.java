package org.reelgraph.downloads;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.storage.retention.RetentionRule;

/** How long links are kept after their end. */
@Singleton
class DownloadLinkRetention implements RetentionRule {

    private final DownloadLinkStore links;

    DownloadLinkRetention(DownloadLinkStore links) {
        this.links = links;
    }

    @Override
    public String contents() {
        return "links to downloads";
    }

    @Override
    public Duration kept() {
        return Duration.ofDays(1);
    }

    @Override
    public int removeSome(Instant before) {
        return links.deleteExpired(before.toEpochMilli());
    }
}
