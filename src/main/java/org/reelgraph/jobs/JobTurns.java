package org.reelgraph.jobs;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.Step;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.sql.JsonArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a program does that has the turn of a group: it takes care of jobs whose program has died, and runs one job. One
 * program at a time has the turn, so whatever else seems to run is dead or about to be told that it was taken for dead.
 */
@Singleton
class JobTurns {

    private static final Logger LOG = LoggerFactory.getLogger(JobTurns.class);
    // In heartbeats.
    private static final int BACK_OFF = 3;
    private static final Duration UNTIL_SUBMITTED = Duration.ofHours(1);
    // Whoever reserved the next job takes the turn meanwhile.
    private static final Duration AFTER_YOU = Duration.ofSeconds(1);
    private static final Set<StorageFailure> PASSING = EnumSet.of(StorageFailure.UNREACHABLE,
            StorageFailure.NO_CONNECTION, StorageFailure.BUSY);

    private final JobStore store;
    private final JobKinds kinds;
    private final RunningJobs running;
    private final WriteTransactions transactions;
    private final Ids ids;
    private final JobSettings settings;
    private final Clock clock;
    private final List<RunListener> listeners;

    JobTurns(JobStore store, JobKinds kinds, RunningJobs running, WriteTransactions transactions, Ids ids,
            JobSettings settings, Clock clock, List<RunListener> listeners) {
        this.listeners = listeners;
        this.settings = settings;
        this.ids = ids;
        this.store = store;
        this.kinds = kinds;
        this.running = running;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The turn of a group.
     *
     * @param program who has it
     * @param version distinguishes it from all others of the group
     * @param only    the only job to run; empty for any
     */
    record Turn(String group, String program, long version, Optional<Long> only) {

        String lease() {
            return program + " " + version;
        }
    }

    /** {@return when the next turn is due} */
    Instant take(Turn turn) {
        if (running.isStopping()) {
            return clock.instant();
        }
        var accepted = accepted(turn);
        var begun = transactions.within(() -> begin(turn, accepted));
        begun.ifPresent(job -> run(run(job, turn.lease())));
        return begun.isPresent() ? clock.instant() : transactions.within(() -> nextTurn(turn));
    }

    private Run run(Job job, String lease) {
        var kind = kinds.of(job.kind());
        return new Run(job, lease, kind.attempts() - 1, kind.reversal(job, JobOwner.SYSTEM).map(JobRequest::key), store,
                transactions, ids, clock, running::isStopping);
    }

    // Before the transaction, which isn't to wait for files.
    private Optional<Long> accepted(Turn turn) {
        var offered = turn.only().isPresent()
                ? Optional.<Job>empty()
                : transactions.within(() -> next(turn.group()))
                        .filter(job -> job.offer() != null && isReservedByOther(job, turn));
        var accepted = offered.filter(this::isWithinReach);
        if (offered.isPresent() && accepted.isEmpty()) {
            transactions.within(() -> store.decline(offered.get().id()));
        }
        return accepted.map(Job::id);
    }

    private boolean isWithinReach(Job job) {
        return kinds.of(job.kind()).source(job.ownerKind(), JobInput.read(job.input()))
                .equals(Optional.ofNullable(job.offer()));
    }

    private Optional<Job> next(String group) {
        var now = clock.millis();
        var names = JsonArray.of(kinds.names());
        var first = store.findNext(group, now, names);
        return first.isEmpty() || isForHere(first.get())
                ? first
                : store.findAllNext(group, now, names).stream().filter(this::isForHere).findFirst();
    }

    private boolean isForHere(Job job) {
        return kinds.of(job.kind()).isForHere(JobInput.read(job.input()));
    }

    private Optional<Job> begin(Turn turn, Optional<Long> accepted) {
        if (store.countTurns(turn.group(), turn.program(), turn.version()) == 0) {
            return Optional.empty(); // taken for dead before it had begun
        }
        store.findRunning(turn.group()).forEach(this::recover);
        return candidate(turn)
                .filter(job -> !isReservedByOther(job, turn) || accepted.equals(Optional.of(job.id())))
                .filter(job -> store.begin(job.id(), turn.lease(), clock.millis()) == 1)
                .flatMap(job -> store.find(job.id()));
    }

    private Optional<Job> candidate(Turn turn) {
        return turn.only().isPresent()
                ? turn.only().flatMap(store::find).filter(job -> isWaiting(job) && !isLater(job, turn))
                : next(turn.group());
    }

    private static boolean isWaiting(Job job) {
        return job.state() == JobState.QUEUED || job.state() == JobState.INTERRUPTED;
    }

    private boolean isReservedByOther(Job job, Turn turn) {
        return job.leaseOwner() != null && !job.leaseOwner().equals(turn.program()) && isInFuture(job);
    }

    private boolean isLater(Job job, Turn turn) {
        return job.leaseOwner() == null && isInFuture(job) && turn.only().isPresent();
    }

    private boolean isInFuture(Job job) {
        return job.nextAttemptAt() != null && job.nextAttemptAt().isAfter(clock.instant());
    }

    private Instant nextTurn(Turn turn) {
        var now = clock.instant();
        if (turn.only().isPresent()
                || store.findNext(turn.group(), now.toEpochMilli(), JsonArray.of(kinds.names())).isPresent()) {
            return now.plus(AFTER_YOU);
        }
        return store.findNextTime(turn.group()).map(Instant::ofEpochMilli).filter(time -> time.isAfter(now))
                .orElse(now.plus(UNTIL_SUBMITTED));
    }

    /** Has whoever looks first take the turn of a group. */
    void wake(String group) {
        transactions.within(() -> {
            store.wake(group, clock.millis());
            return null;
        });
    }

    /** Sees to a job that was submitted while a turn ended, whose submission believed that the turn went on. */
    void afterTurn(String group) {
        transactions.within(() -> {
            next(group).filter(job -> !isInFuture(job)).ifPresent(job -> store.wake(group, clock.millis()));
            return null;
        });
    }

    private void recover(Job job) {
        var lease = Optional.ofNullable(job.leaseOwner()).orElse("");
        if (job.state() == JobState.CANCELLING) {
            end(job, lease, new JobEnd(JobState.CANCELLED, null));
        } else if (job.attempts() < job.maxAttempts()) {
            store.interrupt(job.id(), lease, null, null, 0);
            log(job, LogLevel.WARNING, "The program that ran it has ended.");
            LOG.warn("Job {} is taken up again: the program that ran it has ended", kinds.globalId(job));
        } else {
            end(job, lease, JobEnd.failed(job.attempts() == 1
                    ? "The program ended before the job did."
                    : "The program ended before the job did, " + job.attempts() + " times."));
        }
    }

    private void log(Job job, LogLevel level, String message) {
        new Run(job, "", 0, Optional.empty(), store, transactions, ids, clock, () -> false).log(level, message);
    }

    private void run(Run run) {
        var job = run.job();
        var steps = listeners.stream().map(listener -> listener.begins(job)).toList();
        running.add(run);
        try {
            run.log(LogLevel.INFO, job.attempts() == 1 ? "Begun." : "Begun, attempt " + job.attempts() + ".");
            end(run, kinds.of(job.kind()).run(run));
        } catch (JobLost e) {
            LOG.warn(e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
            steps.forEach(step -> step.failed(e));
            if (isLost(run)) {
                LOG.warn(new JobLost(job.id()).getMessage());
            } else {
                end(run, endOf(run, e));
            }
        } finally {
            running.remove(run);
            steps.forEach(Step::close);
        }
    }

    // Then that is why it failed, such as by what another program has written meanwhile.
    private static boolean isLost(Run run) {
        try {
            run.requireLease();
            return false;
        } catch (JobLost e) {
            return true;
        } catch (RuntimeException e) {
            return false; // nobody can know as long as the database can't be asked
        }
    }

    private void end(Run run, JobEnd end) {
        transactions.within(() -> {
            if (end.state() == JobState.INTERRUPTED) {
                interrupt(run, end);
            } else if (end.state() == JobState.QUEUED) {
                letGo(run, null, null, 1);
            } else if (!end(run.job(), run.lease(), end)) {
                LOG.warn(new JobLost(run.job().id()).getMessage());
            }
            return end;
        });
    }

    // An attempt counts only if it may have been the job that ended it. If the job was cancelled meanwhile, that holds.
    private void interrupt(Run run, JobEnd end) {
        var job = run.job();
        var next = end.reason() == null ? null : (Long) backOff(job).toEpochMilli();
        if (letGo(run, end.reason(), next, end.reason() == null ? 1 : 0)) {
            run.log(LogLevel.WARNING, end.reason() == null
                    ? "The program stops. The job goes on at its next start."
                    : end.reason() + " It goes on later.");
        }
    }

    private boolean letGo(Run run, @Nullable String reason, @Nullable Long next, int unused) {
        var isLetGo = store.interrupt(run.job().id(), run.lease(), reason, next, unused) == 1;
        if (!isLetGo) {
            end(run.job(), run.lease(), new JobEnd(JobState.CANCELLED, null));
        }
        return isLetGo;
    }

    private Instant backOff(Job job) {
        return clock.instant()
                .plus(settings.heartbeat().multipliedBy(BACK_OFF * (1L << Math.min(job.attempts() - 1, 10))));
    }

    private boolean end(Job job, String lease, JobEnd end) {
        if (store.end(job.id(), lease, end.state().name(), end.reason(), clock.millis()) == 0) {
            return false;
        }
        ended(job.id());
        return true;
    }

    /** Tells the kind and the log that a job has ended, in the transaction that ends it. */
    void ended(long id) {
        store.find(id).ifPresent(job -> {
            log(job, job.state() == JobState.FAILED ? LogLevel.ERROR : LogLevel.INFO,
                    "Ended: " + job.state() + "." + (job.error() == null ? "" : " " + job.error()));
            kinds.find(job.kind()).ifPresent(kind -> kind.ended(job));
        });
    }

    private JobEnd endOf(Run run, Throwable cause) {
        var job = run.job();
        var failure = StorageFailure.of(cause);
        if (failure.filter(PASSING::contains).isPresent() && job.attempts() < job.maxAttempts()) {
            LOG.warn("Job {} goes on later: {}", kinds.globalId(job), failure.get().inWords());
            return running.isStopping()
                    ? run.stopped()
                    : new JobEnd(JobState.INTERRUPTED, sentence(failure.get().inWords()));
        }
        return JobEnd.failed(reasonOf(job, failure, cause));
    }

    private String reasonOf(Job job, Optional<StorageFailure> failure, Throwable cause) {
        if (failure.isPresent()) {
            LOG.error("Job {} failed: {}", kinds.globalId(job), failure.get().inWords());
            return sentence(failure.get().inWords());
        }
        if (cause instanceof RequestException refusal) {
            return refusal.getMessage();
        }
        var reference = UUID.randomUUID().toString();
        LOG.error("Error {} in job {}", reference, kinds.globalId(job), cause);
        return cause instanceof OutOfMemoryError
                ? "The program has too little memory for this job."
                : "Internal error, reference " + reference + ".";
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
    }
}
