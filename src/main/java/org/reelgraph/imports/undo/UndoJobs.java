package org.reelgraph.imports.undo;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.imports.undo.log.UndoLog;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobQueue.Reservation;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.storage.WriteTransactions;

/** Accepts wishes to undo jobs. */
@Singleton
public class UndoJobs {

    /** The job that undoes, or why there is none. */
    public record UndoImportPayload(@Nullable Job job, List<UserError> userErrors) implements MutationPayload {
    }

    private final JobQueue queue;
    private final UndoableJobs undoable;
    private final UndoLog log;
    private final UndoRecordReader records;
    private final AuditTrail audit;
    private final WriteTransactions transactions;

    UndoJobs(JobQueue queue, UndoableJobs undoable, UndoLog log, UndoRecordReader records, AuditTrail audit,
            WriteTransactions transactions) {
        this.queue = queue;
        this.undoable = undoable;
        this.log = log;
        this.records = records;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Queues a job that undoes another.
     *
     * @param jobId the global id of the job to be undone
     * @param force whether to overwrite what was changed since
     */
    public UndoImportPayload undo(Actor who, String jobId, boolean dryRun, boolean force) {
        return undo(who, jobId, dryRun, force, JobQueue.ANYBODY);
    }

    /**
     * Does the same.
     *
     * @param program who runs it
     */
    public UndoImportPayload undo(Actor who, String jobId, boolean dryRun, boolean force, Reservation program) {
        var request = UndoInput.of(jobId, dryRun, force);
        // What is no id at all is answered as everywhere.
        var parsed = GlobalId.parse(jobId);
        var id = parsed.id();
        var isOfUndo = parsed.prefix().equals(UndoJobKind.PREFIX);
        return transactions.within(() -> {
            var job = undoable.isNamedIn(request)
                    ? queue.find(id).filter(found -> found.kind().equals(UndoJobKind.NAME) == isOfUndo)
                    : Optional.<Job>empty();
            if (job.isEmpty()) {
                return refused(UserErrorCode.NOT_FOUND, "There is no import with this id, and no job that undid one.");
            }
            var reason = Undoability.of(job.get(), log.find(id), log.kept()).reason();
            if (reason != null) {
                return refused(UndoErrors.NOT_UNDOABLE, reason);
            }
            return audit.within(who.needing(undoable.role(job.get())), "undoImport", jobId, job.get().kind(),
                    () -> new UndoImportPayload(queue.submit(new JobRequest(UndoJobKind.NAME, request,
                            JobOwner.of(who), 0, UndoInput.of(request).key()), program).job(), List.of()));
        });
    }

    /** {@return the first records of a job that undoes another after a position} */
    public List<UndoRecord> records(Job job, long after, int most) {
        return records.findPages(List.of(job.id()), after, most, Optional.empty());
    }

    /** {@return the request for a job that undoes another as soon as that has ended} */
    public static JobRequest reversal(String jobId, JobOwner owner) {
        var request = UndoInput.of(jobId, false, false);
        return new JobRequest(UndoJobKind.NAME, request, owner, Integer.MAX_VALUE, UndoInput.of(request).key());
    }

    private static UndoImportPayload refused(UserErrorCode code, String message) {
        return new UndoImportPayload(null, List.of(UserError.of(code).at("input", UndoInput.JOB).saying(message)));
    }
}
