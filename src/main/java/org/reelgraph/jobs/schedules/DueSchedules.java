package org.reelgraph.jobs.schedules;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.reelgraph.jobs.schedules.ScheduleRun.Cause;
import org.reelgraph.jobs.schedules.ScheduleRun.Outcome;
import org.reelgraph.storage.WriteTransactions;

/**
 * Starts jobs at their times. Of several times that nobody was there to take, the last one counts for all; if that was too
 * long ago, none does.
 */
@Singleton
class DueSchedules {

    // Nobody is later than this without a reason: schedules are looked at once a minute.
    private static final Duration LEAST_TOLERANCE = Duration.ofMinutes(2);

    /** What to do about a due schedule. */
    private record Decision(Outcome outcome, Instant due, Optional<String> reason) {
    }

    private final ScheduleStore schedules;
    private final ScheduleRunStore runs;
    private final ScheduledJobs jobs;
    private final WriteTransactions transactions;

    DueSchedules(ScheduleStore schedules, ScheduleRunStore runs, ScheduledJobs jobs, WriteTransactions transactions) {
        this.schedules = schedules;
        this.runs = runs;
        this.jobs = jobs;
        this.transactions = transactions;
    }

    /** Starts the job of a schedule that was due at a moment, or keeps why it doesn't start. */
    void run(Schedule schedule, Instant first, Instant now) {
        var last = ScheduleTimes.last(schedule, latest(first, now.minus(tolerance(schedule))), now);
        var next = ScheduleTimes.next(schedule, now);
        var decision = last.map(due -> jobs.obstacle(schedule)
                .map(reason -> new Decision(Outcome.SKIPPED, due, Optional.of(reason)))
                .orElseGet(() -> new Decision(Outcome.STARTED, due, Optional.empty())))
                .orElseGet(() -> new Decision(Outcome.MISSED, first, Optional.of("No server was running until " + now
                        + ", which is later than the tolerance of " + inWords(tolerance(schedule)) + " allows.")));
        var found = decision.outcome() == Outcome.STARTED ? jobs.look(schedule) : Optional.<SourceState>empty();
        transactions.within(() -> {
            if (isTaken(schedule, first, next)) {
                if (first.isBefore(decision.due())) {
                    note(schedule, new Decision(Outcome.MISSED, first, Optional.of("No server was running. The run of "
                            + decision.due() + " counts for all times since.")));
                }
                carryOut(schedule, decision, now, found);
            }
            return true;
        });
    }

    private static Duration tolerance(Schedule schedule) {
        return schedule.tolerance().compareTo(LEAST_TOLERANCE) < 0 ? LEAST_TOLERANCE : schedule.tolerance();
    }

    private static Instant latest(Instant first, Instant second) {
        return first.isAfter(second) ? first : second;
    }

    private static String inWords(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private boolean isTaken(Schedule schedule, Instant due, Optional<Instant> next) {
        var id = schedule.id();
        var version = schedule.updatedAt().toEpochMilli();
        return next.map(at -> schedules.take(id, due.toEpochMilli(), version, at.toEpochMilli()))
                .orElseGet(() -> schedules.takeLast(id, due.toEpochMilli(), version)) > 0;
    }

    private void carryOut(Schedule schedule, Decision decision, Instant now, Optional<SourceState> found) {
        // The clock was set back, and this time has been there before.
        if (runs.countAt(schedule.id(), decision.due().toEpochMilli()) > 0) {
            return;
        }
        if (decision.outcome() != Outcome.STARTED) {
            note(schedule, decision);
            return;
        }
        var submission = jobs.submit(schedule);
        if (submission.joined()) {
            note(schedule, new Decision(Outcome.SKIPPED, decision.due(),
                    Optional.of(jobs.overlap(schedule, submission.job()))));
        } else {
            jobs.noteStart(schedule, Cause.TIME, decision.due(), submission.job(), now, found);
        }
    }

    private void note(Schedule schedule, Decision decision) {
        jobs.note(schedule, Cause.TIME, decision.due(), decision.outcome(), decision.reason().orElseThrow());
    }
}
