package org.reelgraph.changes;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.storage.retention.RetentionRule;

/** How long deletions are remembered. A client that asks for older changes has to begin anew. */
@Singleton
class ChangeRetention implements RetentionRule {

    private final ChangeStore changes;
    private final ChangeSettings settings;

    ChangeRetention(ChangeStore changes, ChangeSettings settings) {
        this.changes = changes;
        this.settings = settings;
    }

    @Override
    public String contents() {
        return "deletions in the changes feed";
    }

    @Override
    public Duration kept() {
        return settings.retention();
    }

    @Override
    public int removeSome(Instant before) {
        changes.forgetBefore(before.toEpochMilli());
        return changes.deleteBefore(before.toEpochMilli());
    }
}
