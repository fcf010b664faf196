package org.reelgraph.errorlog;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.storage.retention.RetentionRule;

/** How long the error log keeps errors. */
@Singleton
class ErrorRetention implements RetentionRule {

    private static final Duration KEPT = Duration.ofDays(30);

    private final ErrorLogStore errors;

    ErrorRetention(ErrorLogStore errors) {
        this.errors = errors;
    }

    @Override
    public String contents() {
        return "error log entries";
    }

    @Override
    public Duration kept() {
        return KEPT;
    }

    @Override
    public int removeSome(Instant before) {
        return errors.deleteBefore(before.toEpochMilli());
    }
}
