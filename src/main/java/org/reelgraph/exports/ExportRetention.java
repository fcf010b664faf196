package org.reelgraph.exports;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.storage.retention.RetentionRule;

/** How long exports are kept. */
@Singleton
class ExportRetention implements RetentionRule {

    private final ExportFolder folder;
    private final ExportSettings settings;

    ExportRetention(ExportFolder folder, ExportSettings settings) {
        this.folder = folder;
        this.settings = settings;
    }

    @Override
    public String contents() {
        return "exports";
    }

    @Override
    public Duration kept() {
        return settings.retention();
    }

    @Override
    public int removeSome(Instant before) {
        return folder.removeBefore(before);
    }
}
