package org.reelgraph.jobs.schedules;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobInput;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobQueue.Reservation;
import org.reelgraph.jobs.JobRequest;
import org.reelgraph.jobs.Submission;
import org.reelgraph.jobs.schedules.ScheduleRun.Cause;
import org.reelgraph.jobs.schedules.ScheduleRun.Outcome;
import org.reelgraph.storage.Ids;

/** Starts the jobs of schedules and keeps their histories, in the caller's write transaction. */
@Singleton
class ScheduledJobs {

    private final JobQueue queue;
    private final ScheduleKinds kinds;
    private final ScheduleStore schedules;
    private final ScheduleRunStore runs;
    private final Ids ids;

    ScheduledJobs(JobQueue queue, ScheduleKinds kinds, ScheduleStore schedules, ScheduleRunStore runs, Ids ids) {
        this.queue = queue;
        this.kinds = kinds;
        this.schedules = schedules;
        this.runs = runs;
        this.ids = ids;
    }

    /** {@return the input of a schedule's jobs} */
    static Map<String, Object> input(Schedule schedule) {
        return JobInput.read(schedule.input());
    }

    /** {@return what a job would read now; empty if the schedule doesn't watch it} */
    Optional<SourceState> look(Schedule schedule) {
        return kinds.source(schedule.kind()).filter(source -> schedule.watch())
                .map(source -> source.look(input(schedule)));
    }

    /** {@return why no job can be started; empty if one can} */
    Optional<String> obstacle(Schedule schedule) {
        return kinds.find(schedule.kind()).isEmpty()
                ? Optional.of("There are no jobs of the kind " + schedule.kind() + " any more.")
                : kinds.check(schedule.kind(), input(schedule)).stream().map(error -> error.message())
                        .reduce((first, second) -> first + " " + second);
    }

    /** {@return the new job, or the one that does the same, whoever asked for it, and hasn't ended} */
    Submission submit(Schedule schedule, JobOwner owner, Reservation program) {
        var input = input(schedule);
        var key = kinds.key(schedule.kind(), input).orElse(schedule.globalId());
        return queue.submit(new JobRequest(schedule.kind(), input, owner, 0, key), program);
    }

    /** {@return the schedule's own new job, or the one that does the same and hasn't ended} */
    Submission submit(Schedule schedule) {
        return submit(schedule, owner(schedule), JobQueue.ANYBODY);
    }

    /** {@return the schedule as the owner of its jobs} */
    static JobOwner owner(Schedule schedule) {
        return new JobOwner(JobOwner.Kind.SCHEDULE, schedule.id(), schedule.name());
    }

    /** Keeps that a job has started, and what it will find. */
    void noteStart(Schedule schedule, Cause cause, Instant due, Job job, Instant now, Optional<SourceState> found) {
        note(schedule, due, cause, Outcome.STARTED, job.id(), null);
        schedules.started(schedule.id(), now.toEpochMilli());
        if (found.isPresent() && found.get() instanceof SourceState.Present present) {
            schedules.keep(schedule.id(), present.fingerprint());
        }
    }

    /** Keeps why no job has started. */
    void note(Schedule schedule, Cause cause, Instant due, Outcome outcome, String reason) {
        note(schedule, due, cause, outcome, null, reason);
    }

    private void note(Schedule schedule, Instant due, Cause cause, Outcome outcome, @Nullable Long job,
            @Nullable String reason) {
        runs.save(new ScheduleRun(ids.next(), schedule.id(), due, cause, outcome, job, reason));
    }

    /** {@return why a job that joined another one isn't a start} */
    String overlap(Schedule schedule, Job unfinished) {
        var prefix = kinds.find(schedule.kind()).orElseThrow().idPrefix();
        return "The job " + GlobalId.of(prefix, unfinished.id()) + " does the same and hasn't ended; it is "
                + unfinished.state() + ".";
    }
}
