package org.reelgraph.backups;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobKind;
import org.reelgraph.jobs.JobRepository;
import org.reelgraph.storage.sql.JsonArray;

/** When a backup was last restored and compared, if only into a database of its own: by a job, or by a command. */
@Singleton
public class ProvenRestores {

    /** What the audit trail calls it that a backup was tried out. */
    public static final String VERIFIED = "verifyBackup";

    // A backup that is made is tried out, too.
    private static final List<String> BY_COMMAND = List.of("createBackup", VERIFIED, "restoreBackup");

    private final BeanProvider<RestoringKind> kinds;
    private final JobRepository jobs;
    private final AuditTrail audit;

    /** @param kinds made when the first is asked for, since a kind may use the queue */
    ProvenRestores(BeanProvider<RestoringKind> kinds, JobRepository jobs, AuditTrail audit) {
        this.kinds = kinds;
        this.jobs = jobs;
        this.audit = audit;
    }

    /**
     * The last proof.
     *
     * @param job the last job that restored a backup; empty if none of those that are kept has
     * @param at  when that, or a command, did it last
     */
    public record Proof(Optional<Job> job, Optional<Instant> at) {
    }

    /** {@return the last proof} */
    public Proof last() {
        var job = jobs.findLastDone(JsonArray.of(kinds.stream().map(JobKind::name).toList()));
        return new Proof(job, Stream.of(job.map(Job::finishedAt), audit.lastByCommand(BY_COMMAND))
                .flatMap(Optional::stream).max(Comparator.naturalOrder()));
    }
}
