package org.reelgraph.connections.sync;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.connections.ConnectedServer;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.imports.jobs.StagedImports;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobQueue.Reservation;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.jobs.JobState;
import org.reelgraph.jobs.Submission;
import org.reelgraph.storage.WriteTransactions;

/** Accepts wishes to synchronise the library. */
@Singleton
public class Syncs {

    /** The job, or why there is none; paths are relative to the input. */
    public record Submitted(Optional<Submission> job, List<UserError> errors) {
    }

    private static final int MOST = 100;

    private final JobQueue queue;
    private final SyncJobKind kind;
    private final SyncCheck check;
    private final SyncStores stores;
    private final StagedImports imports;
    private final AuditTrail audit;
    private final WriteTransactions transactions;

    Syncs(JobQueue queue, SyncJobKind kind, SyncCheck check, SyncStores stores, StagedImports imports,
            AuditTrail audit, WriteTransactions transactions) {
        this.stores = stores;
        this.imports = imports;
        this.queue = queue;
        this.kind = kind;
        this.check = check;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * {@return the new job, or the one that does the same and hasn't ended}
     *
     * @param sections the global ids of sections; empty for all that are enabled
     * @param program  who runs it
     */
    public Submitted sync(Actor who, ConnectedServer connection, List<String> sections, SyncMode mode,
            boolean dryRun, Optional<String> confirmDeletions, Reservation program) {
        return submit(who, "syncConnection", new SyncInput(connection.globalId(), sections, mode, dryRun,
                false, confirmDeletions, Optional.empty()), program);
    }

    /**
     * Has an item read that a server has told to be new. Needs the writer's transaction.
     *
     * @return the job that reads it: a new one, unless one waits that has still to look what is new
     */
    public Job announce(ConnectedServer connection, AnnouncedItem item) {
        stores.announced().add(item);
        var input = new SyncInput(connection.globalId(), List.of(), SyncMode.INCREMENTAL, false, true,
                Optional.empty(), Optional.empty()).map();
        var key = kind.key(input).orElseThrow();
        var job = queue.submit(new JobRequest(SyncJobKind.NAME, input, JobOwner.SYSTEM, 0, key)).job();
        // One that has begun may have looked already.
        return job.state() == JobState.QUEUED
                ? job
                : queue.submit(new JobRequest(SyncJobKind.NAME, input, JobOwner.SYSTEM, 0, key + " NEXT")).job();
    }

    /** {@return the new job, or the one that does the same and hasn't ended} */
    Submitted submit(Actor who, String action, SyncInput input, Reservation program) {
        return transactions.within(() -> {
            var errors = check.check(input);
            if (!errors.isEmpty()) {
                return new Submitted(Optional.empty(), errors);
            }
            var map = input.map();
            var request = new JobRequest(SyncJobKind.NAME, map, JobOwner.of(who), 0, kind.key(map).orElse(null));
            return new Submitted(Optional.of(audit.within(who.needing(Role.MODERATOR), action,
                    () -> queue.submit(request, program),
                    submission -> GlobalId.of(SyncJobKind.PREFIX, submission.job().id()),
                    submission -> label(input))), List.of());
        });
    }

    /** {@return what there is to say of sections, items and records that failed, a line each, of as many as a page has} */
    public List<String> problems(Job job) {
        var read = transactions.within(() -> Stream.concat(
                stores.sections().find(job.id()).stream().filter(section -> section.problem() != null)
                        .map(section -> section.name() + ": " + section.problem()),
                stores.items().findProblems(job.id(), MOST).stream().map(item -> item.outcome() + " '" + item.title()
                        + "' (" + item.ratingKey() + ")" + (item.problem() == null ? "" : ": " + item.problem())))
                .toList());
        return Stream.concat(read.stream(), imports.failures(job.id(), MOST).stream()).toList();
    }

    /** {@return what became of records, for people} */
    public String summary(Job job) {
        return imports.find(job.id()).map(done -> done.created() + " created, " + done.updated() + " updated, "
                + done.unchanged() + " unchanged, " + done.failed() + " failed, " + done.removed() + " removed")
                .orElse("");
    }

    private String label(SyncInput input) {
        return check.connection(input).map(ConnectedServer::name).orElseGet(() -> input.replayOf().orElse(""));
    }
}
