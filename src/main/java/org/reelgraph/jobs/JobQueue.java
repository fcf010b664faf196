package org.reelgraph.jobs;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;

/** The jobs of the library: accepts, cancels and orders them. Programs that serve run them ({@link JobWorker}). */
@Singleton
public class JobQueue {

    private final JobStore store;
    private final JobKinds kinds;
    private final JobTurns turns;
    private final RunningJobs running;
    private final WriteTransactions transactions;
    private final Ids ids;
    private final Clock clock;

    JobQueue(JobStore store, JobKinds kinds, JobTurns turns, RunningJobs running, WriteTransactions transactions,
            Ids ids, Clock clock) {
        this.store = store;
        this.kinds = kinds;
        this.turns = turns;
        this.running = running;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Whom a job waits for.
     *
     * @param program   the only program that may run it; empty for any
     * @param lasting   how long, unless the program asks for more time
     * @param isOffered whether a server may take it that finds the same source
     */
    public record Reservation(Optional<String> program, Duration lasting, boolean isOffered) {
    }

    /** Any program may run the job. */
    public static final Reservation ANYBODY = new Reservation(Optional.empty(), Duration.ZERO, false);

    /**
     * Queues a job, in the caller's write transaction if there is one.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    public Submission submit(JobRequest request) {
        return submit(request, ANYBODY);
    }

    /**
     * Queues a job that waits for a program ({@link OwnJob}), in the caller's write transaction if there is one.
     *
     * @throws IllegalArgumentException if there is no such kind
     */
    public Submission submit(JobRequest request, Reservation reservation) {
        var kind = kinds.of(request.kind());
        return transactions.within(() -> Optional.ofNullable(request.key()).flatMap(store::findOpen)
                .map(same -> new Submission(same, true))
                .orElseGet(() -> new Submission(added(kind, request, reservation), false)));
    }

    private Job added(JobKind kind, JobRequest request, Reservation reservation) {
        var now = clock.instant();
        var id = ids.next();
        var owner = request.owner();
        var job = store.save(JobBuilder.builder().id(id).kind(kind.name()).state(JobState.QUEUED)
                .jobGroup(kind.group()).workKey(request.key()).priority(request.priority()).position(id)
                .input(JobInput.write(request.input())).ownerKind(owner.kind()).ownerId(owner.id())
                .ownerLabel(owner.label()).maxAttempts(kind.attempts()).retryOf(request.retryOf().orElse(null))
                .leaseOwner(reservation.program().orElse(null))
                .offer(reservation.isOffered() ? kind.source(owner.kind(), request.input()).orElse(null) : null)
                .nextAttemptAt(reservation.program().map(any -> now.plus(reservation.lasting())).orElse(null))
                .requestedAt(now).build());
        kind.queued(job, request.input());
        wake(kind.group());
        return job;
    }

    // In the transaction, so that nobody looks in vain. Programs elsewhere see it when they look next.
    private void wake(String group) {
        store.wake(group, clock.millis());
        transactions.afterCommit(running::look);
    }

    /** {@return the job, as the caller's write transaction sees it} */
    public Optional<Job> find(long id) {
        return transactions.within(() -> store.find(id));
    }

    /**
     * Asks that a job ends, in the caller's write transaction if there is one: at once if it waits, after its current
     * step if it runs.
     */
    public CancelResult cancel(long id) {
        // At once, since the job may be what the transaction waits for.
        running.cancel(id, false);
        return transactions.within(() -> {
            var now = clock.millis();
            if (store.cancelWaiting(id, now) == 1) {
                turns.ended(id);
                return new CancelResult(store.find(id), true);
            }
            var isAsked = store.cancelRunning(id) == 1;
            return new CancelResult(store.find(id), isAsked);
        });
    }

    /** {@return the input of a job that does what one that has ended failed to do; empty if nothing failed} */
    public Optional<Map<String, Object>> rest(Job ended) {
        return kinds.of(ended.kind()).retry(ended, JobInput.read(ended.input()));
    }

    /** Queues a job that does the {@linkplain #rest} of another, in the caller's write transaction if there is one. */
    public Submission retry(Job ended, Map<String, Object> rest, JobOwner owner) {
        return submit(new JobRequest(ended.kind(), rest, owner, ended.priority(), "RETRY " + ended.id(),
                Optional.of(ended.id())));
    }

    /** Begins no more jobs of a scope. Those that run go on. */
    public void pause(JobScope scope) {
        transactions.within(() -> store.pause(scope.text(), clock.millis()));
    }

    /** Begins jobs of a scope again. */
    public void resume(JobScope scope) {
        transactions.within(() -> {
            store.resume(scope.text());
            kinds.groups().forEach(this::wake);
            return null;
        });
    }

    /** {@return whether a job waits and, if another is given, that one in the same group} */
    boolean canMove(Job job, Optional<Long> other) {
        var waiting = store.findWaiting(job.jobGroup());
        return indexOf(waiting, job.id()) >= 0
                && other.filter(id -> id == job.id() || indexOf(waiting, id) < 0).isEmpty();
    }

    /** {@return a job that {@linkplain #canMove can move}, before or after another one that waits, or as the first} */
    Job move(Job job, Optional<Long> other, boolean isBefore) {
        var others = store.findWaiting(job.jobGroup()).stream().filter(each -> each.id() != job.id()).toList();
        if (!others.isEmpty()) {
            var neighbour = other.map(id -> indexOf(others, id)).orElse(0);
            place(job, others.get(neighbour).priority(), neighbour + (other.isEmpty() || isBefore ? 0 : 1), others);
        }
        return store.find(job.id()).orElse(job);
    }

    private static int indexOf(List<Job> jobs, long id) {
        return jobs.stream().map(Job::id).toList().indexOf(id);
    }

    // Those of the same priority share their places anew, so none is needed between two others.
    private void place(Job job, int priority, int index, List<Job> others) {
        var inOrder = new ArrayList<>(others);
        inOrder.add(index, job);
        var alike = inOrder.stream().filter(each -> each.id() == job.id() || each.priority() == priority).toList();
        var places = alike.stream().map(Job::position).sorted().toList();
        for (var i = 0; i < alike.size(); i++) {
            var each = alike.get(i);
            if (each.priority() != priority || each.position() != places.get(i)) {
                store.place(each.id(), priority, places.get(i));
            }
        }
    }
}
