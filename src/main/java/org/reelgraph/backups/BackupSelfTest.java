package org.reelgraph.backups;

import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobRepository;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.settings.declaration.Setting;

/**
 * Has the newest backup tried out again and again, since a disk may lose what was whole when it was written. The jobs tell
 * when that was done last, and how it ended.
 */
@Introspected
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class BackupSelfTest {

    private final Backups backups;
    private final JobRepository jobs;
    private final JobQueue queue;
    private final Clock clock;
    private final Duration every;

    BackupSelfTest(Backups backups, JobRepository jobs, JobQueue queue, Clock clock,
            @Setting(description = "How often the newest backup is tried out by itself.",
                    defaultValue = "7d", storable = true) @Property(
                            name = "reelgraph.backup.self-test") Duration every) {
        this.backups = backups;
        this.jobs = jobs;
        this.queue = queue;
        this.clock = clock;
        this.every = every;
    }

    /** Queues a job if it is time for one. */
    @Scheduled(fixedDelay = "1h", initialDelay = "10m")
    void tryOutIfDue() {
        if (isDue() && backups.newest().isPresent()) {
            // Of several servers, one does it.
            queue.submit(new JobRequest(BackupCheckJobKind.NAME, Map.of(), JobOwner.SYSTEM, 0,
                    BackupCheckJobKind.NAME));
        }
    }

    private boolean isDue() {
        return jobs.findPage(BackupCheckJobKind.NAME, Long.MAX_VALUE, 1).stream()
                .allMatch(last -> last.requestedAt().plus(every).isBefore(clock.instant()));
    }
}
