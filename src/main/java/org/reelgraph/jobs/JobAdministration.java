package org.reelgraph.jobs;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.sql.JsonArray;

/** What people do to jobs. All of it is in the audit trail, and mistakes are told in words. */
@Singleton
public class JobAdministration {

    private static final String ID = "id";

    /** A job as it is now, or why nothing was done. */
    public record Answer(@Nullable Job job, List<UserError> errors) {

        static Answer of(Job job) {
            return new Answer(job, List.of());
        }

        static Answer refused(UserErrorCode code, String field, String message) {
            return new Answer(null, List.of(UserError.of(code).at("input", field).saying(message)));
        }
    }

    /** A cancelled job as it is now, and the one that takes it back; or why nothing was done. */
    public record Cancelled(@Nullable Job job, @Nullable Job undo, List<UserError> errors) {
    }

    private final JobQueue queue;
    private final JobKinds kinds;
    private final JobStore store;
    private final JobRepository jobs;
    private final JobLogReader log;
    private final RunningJobs running;
    private final AuditTrail audit;
    private final WriteTransactions transactions;

    JobAdministration(JobQueue queue, JobKinds kinds, JobStore store, JobRepository jobs, JobLogReader log,
            RunningJobs running, AuditTrail audit, WriteTransactions transactions) {
        this.queue = queue;
        this.kinds = kinds;
        this.store = store;
        this.jobs = jobs;
        this.log = log;
        this.running = running;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** {@return the global id of a job} */
    public String globalId(Job job) {
        return kinds.globalId(job);
    }

    /**
     * {@return the job with a global id}
     *
     * @throws RequestException if it isn't the id of a job
     */
    public Optional<Job> find(String text) {
        var kind = kindOf(text);
        return jobs.findByIds(JsonArray.ofIds(List.of(idOf(text)))).stream()
                .filter(job -> job.kind().equals(kind.name())).findFirst();
    }

    /** {@return the newest jobs} */
    public List<Job> newest(int most) {
        return jobs.findNewest(most);
    }

    /** {@return the jobs that haven't ended, in their order} */
    public List<Job> open() {
        return jobs.findOpen();
    }

    /** {@return what a job has logged after a position} */
    public List<JobLogEntry> log(Job job, long after) {
        return log.findPages(List.of(job.id()), after, Run.MOST_MESSAGES);
    }

    /**
     * Cancels a job: at once if it waits, after its current step if it runs.
     *
     * @param undo whether another job is to take back what it has done
     * @throws RequestException if it isn't the id of a job
     */
    public Cancelled cancel(Actor who, String text, boolean undo) {
        // Before the transaction, which may have to wait until the job gives up its own. It may have ended by then.
        var isTold = find(text).filter(job -> !undo || canUndo(who, job))
                .filter(job -> running.cancel(job.id(), undo)).isPresent();
        var reversal = new ArrayList<Job>(1);
        var answer = withJob(text, job -> {
            var request = kinds.of(job.kind()).reversal(job, JobOwner.of(who));
            var hasEnded = job.state().isEnded() && !(isTold && job.state() == JobState.CANCELLED);
            if (hasEnded || undo && request.isEmpty()) {
                return hasEnded
                        ? Answer.refused(JobErrors.CONFLICT, ID, "The job has ended already, as " + job.state() + ".")
                        : Answer.refused(UserErrorCode.INVALID, "undo", "Jobs of the kind " + job.kind()
                                + " can't be undone.");
            }
            return audited(who, undo ? kinds.of(job.kind()).role(job) : Role.MODERATOR, "cancelJob", job, () -> {
                var cancelled = queue.cancel(job.id()).job().orElse(job);
                // One that was never begun has done nothing.
                reversal.clear();
                request.filter(any -> undo && job.startedAt() != null)
                        .ifPresent(wanted -> reversal.add(queue.submit(wanted).job()));
                return Answer.of(cancelled);
            });
        });
        return new Cancelled(answer.job(), reversal.isEmpty() ? null : reversal.getFirst(), answer.errors());
    }

    // Whether they still have the role is found out in the transaction.
    private boolean canUndo(Actor who, Job job) {
        var kind = kinds.of(job.kind());
        return kind.reversal(job, JobOwner.of(who)).isPresent()
                && who.viewer().filter(viewer -> !viewer.role().covers(kind.role(job))).isEmpty();
    }

    /**
     * Has another job do what one failed to do.
     *
     * @throws RequestException if it isn't the id of a job
     */
    public Answer retry(Actor who, String text) {
        return withJob(text, job -> {
            if (!job.state().isEnded()) {
                return Answer.refused(JobErrors.CONFLICT, ID,
                        "The job hasn't ended: it is " + job.state() + ". Wait for its end, or cancel it.");
            }
            return queue.rest(job).map(rest -> audited(who, kinds.of(job.kind()).role(job), "retryJob",
                    job, () -> Answer.of(queue.retry(job, rest, JobOwner.of(who)).job())))
                    .orElseGet(() -> Answer.refused(JobErrors.CONFLICT, ID,
                            "Nothing of this job failed, so there is nothing to retry."));
        });
    }

    /**
     * Gives a job another place: before or after another one, or the first.
     *
     * @throws RequestException if something isn't the id of a job
     */
    Answer reorder(Actor who, String text, Optional<String> before, Optional<String> after) {
        if (before.isPresent() && after.isPresent()) {
            return Answer.refused(UserErrorCode.INVALID, "after",
                    "Give before or after, not both. Without either, the job becomes the first.");
        }
        var next = before.or(() -> after).map(this::idOf);
        var isBefore = before.isPresent();
        var place = next.isEmpty() ? ID : isBefore ? "before" : "after";
        return withJob(text, job -> {
            if (next.isPresent() && next.flatMap(store::find).isEmpty()) {
                return unknown(place);
            }
            if (!queue.canMove(job, next)) {
                return Answer.refused(JobErrors.CONFLICT, place,
                        "Only jobs that wait have a place. This one is " + job.state() + (next.isEmpty()
                                ? "."
                                : ", and the other one has to be another job of the group " + job.jobGroup()
                                        + " that waits."));
            }
            return audited(who, Role.MODERATOR, "reorderJob", job, () -> Answer.of(queue.move(job, next, isBefore)));
        });
    }

    /** {@return which jobs are paused} */
    public List<JobScope> pauses() {
        return jobs.findPauses().stream().map(JobScope::new).toList();
    }

    /** Pauses or resumes jobs of a kind or group, or all; {@return what is wrong} */
    public List<UserError> pause(Actor who, boolean isPause, Optional<String> kind, Optional<String> group) {
        if (kind.isPresent() && group.isPresent()) {
            return Answer.refused(UserErrorCode.INVALID, "group",
                    "Give kind or group, not both. Without either, all jobs are meant.").errors();
        }
        if (kind.filter(name -> !kinds.names().contains(name)).isPresent()) {
            return Answer.refused(UserErrorCode.NOT_FOUND, "kind",
                    "There is no such kind of job, only " + kinds.names() + ".").errors();
        }
        if (group.filter(name -> !kinds.groups().contains(name)).isPresent()) {
            return Answer.refused(UserErrorCode.NOT_FOUND, "group",
                    "There is no such group, only " + kinds.groups() + ".").errors();
        }
        var scope = kind.map(JobScope::ofKind).or(() -> group.map(JobScope::ofGroup)).orElse(JobScope.ALL);
        Consumer<JobScope> work = isPause ? queue::pause : queue::resume;
        return transactions.within(() -> audit.within(who.needing(Role.MODERATOR),
                isPause ? "pauseJobs" : "resumeJobs", null, scope.text().isEmpty() ? "all" : scope.text(), () -> {
                    work.accept(scope);
                    return List.<UserError>of();
                }));
    }

    private long idOf(String text) {
        kindOf(text);
        return GlobalId.parse(text).id();
    }

    /**
     * {@return the kind of the job with a global id}
     *
     * @throws RequestException if it isn't the id of a job
     */
    private JobKind kindOf(String text) {
        return kinds.ofPrefix(GlobalId.parse(text).prefix())
                .orElseThrow(() -> RequestException.badInput("'" + text + "' isn't an id of a job."));
    }

    private Answer withJob(String text, Function<Job, Answer> work) {
        var kind = kindOf(text).name();
        var id = idOf(text);
        return transactions.within(() -> store.find(id).filter(job -> job.kind().equals(kind)).map(work)
                .orElseGet(() -> unknown(ID)));
    }

    private static Answer unknown(String field) {
        return Answer.refused(UserErrorCode.NOT_FOUND, field, "There is no job with this id.");
    }

    private <T> T audited(Actor who, Role role, String action, Job job, Supplier<T> work) {
        return audit.within(who.needing(role), action, globalId(job), job.kind(), work);
    }
}
