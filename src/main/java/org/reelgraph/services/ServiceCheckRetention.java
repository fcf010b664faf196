package org.reelgraph.services;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.storage.retention.RetentionRule;

/** How long checks of services are kept: as long as an uptime needs them. */
@Singleton
class ServiceCheckRetention implements RetentionRule {

    static final Duration KEPT = Duration.ofDays(30);

    private final ServiceCheckStore checks;

    ServiceCheckRetention(ServiceCheckStore checks) {
        this.checks = checks;
    }

    @Override
    public String contents() {
        return "checks of services";
    }

    @Override
    public Duration kept() {
        return KEPT;
    }

    @Override
    public int removeSome(Instant before) {
        return checks.deleteBefore(before.toEpochMilli());
    }
}
