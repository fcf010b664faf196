package org.reelgraph.jobs.schedules;

import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.reelgraph.jobs.schedules.ScheduleRun.Cause;
import org.reelgraph.jobs.schedules.ScheduleRun.Outcome;
import org.reelgraph.jobs.schedules.SourceState.Absent;
import org.reelgraph.jobs.schedules.SourceState.Present;
import org.reelgraph.storage.WriteTransactions;

/**
 * Starts jobs once what they read has changed and then stayed as it is for a while. What was there last is stored, so
 * that a restart starts nothing; how long it has been there isn't. For use by one thread.
 */
@Singleton
class WatchingSchedules {

    /** What was seen, and since when. */
    private record Seen(SourceState state, long since) {
    }

    private final ScheduleStore schedules;
    private final ScheduledJobs jobs;
    private final WriteTransactions transactions;
    private final ScheduleSettings settings;
    private final TimeMeter time;
    private final Map<Long, Seen> seen = new HashMap<>();

    WatchingSchedules(ScheduleStore schedules, ScheduledJobs jobs, WriteTransactions transactions,
            ScheduleSettings settings, TimeMeter time) {
        this.schedules = schedules;
        this.jobs = jobs;
        this.transactions = transactions;
        this.settings = settings;
        this.time = time;
    }

    /** Forgets what was seen for others than these schedules. */
    void keep(Collection<Schedule> watching) {
        seen.keySet().retainAll(watching.stream().map(Schedule::id).collect(Collectors.toSet()));
    }

    /** Looks at what the jobs of a schedule read, and starts one if it has changed and is at rest. */
    void look(Schedule schedule, Instant now) {
        jobs.look(schedule).filter(state -> isAtRest(schedule.id(), state)).ifPresent(state -> {
            switch (state) {
                case Present present when !present.fingerprint().equals(schedule.fingerprint()) -> {
                    var obstacle = jobs.obstacle(schedule);
                    write(schedule, () -> start(schedule, present, obstacle, now));
                }
                case Present present when schedule.absence() != null -> write(schedule,
                        () -> schedules.keep(schedule.id(), present.fingerprint()));
                case Absent absent when !absent.reason().equals(schedule.absence()) ->
                    write(schedule, () -> skip(schedule, absent, now));
                default -> {
                    // Nothing has changed.
                }
            }
        });
    }

    private boolean isAtRest(long schedule, SourceState state) {
        var before = seen.get(schedule);
        if (before == null || !before.state().equals(state)) {
            before = new Seen(state, time.currentTimeNanos());
            seen.put(schedule, before);
        }
        return time.currentTimeNanos() - before.since() >= settings.quiet().toNanos();
    }

    // Unless another server has done it meanwhile, or somebody has changed the schedule.
    private void write(Schedule known, Runnable work) {
        transactions.within(() -> {
            schedules.findById(known.id()).filter(known::equals).ifPresent(same -> work.run());
            return true;
        });
    }

    private void skip(Schedule schedule, Absent absent, Instant now) {
        schedules.setAbsence(schedule.id(), absent.reason());
        jobs.note(schedule, Cause.CHANGE, now, Outcome.SKIPPED, absent.reason());
    }

    private void start(Schedule schedule, Present present, Optional<String> obstacle, Instant now) {
        if (obstacle.isPresent()) {
            schedules.keep(schedule.id(), present.fingerprint());
            jobs.note(schedule, Cause.CHANGE, now, Outcome.SKIPPED, obstacle.get());
            return;
        }
        var submission = jobs.submit(schedule);
        // A job that hasn't ended may have read some of it before the change: another one follows, once it has.
        if (!submission.joined()) {
            jobs.noteStart(schedule, Cause.CHANGE, now, submission.job(), now, Optional.of(present));
        }
    }
}
