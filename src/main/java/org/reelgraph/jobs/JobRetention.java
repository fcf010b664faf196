package org.reelgraph.jobs;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.storage.retention.RetentionRule;

/** How long jobs are kept once they have ended. */
@Singleton
class JobRetention implements RetentionRule {

    private final JobStore jobs;
    private final JobSettings settings;

    JobRetention(JobStore jobs, JobSettings settings) {
        this.jobs = jobs;
        this.settings = settings;
    }

    @Override
    public String contents() {
        return "jobs";
    }

    @Override
    public Duration kept() {
        return settings.retention();
    }

    @Override
    public int removeSome(Instant before) {
        return jobs.deleteBefore(before.toEpochMilli());
    }
}
