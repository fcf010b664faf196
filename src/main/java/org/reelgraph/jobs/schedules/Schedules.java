package org.reelgraph.jobs.schedules;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobErrors;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobQueue.Reservation;
import org.reelgraph.jobs.schedules.ScheduleRun.Cause;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;

/** Creates, changes and deletes schedules, and starts their jobs on request. */
@Singleton
public class Schedules {

    private static final int MAX = 100;

    /** The schedule after a change, or why nothing was changed. */
    record Changed(Optional<Schedule> schedule, List<UserError> errors) {

        static Changed refused(List<UserError> errors) {
            return new Changed(Optional.empty(), errors);
        }
    }

    /**
     * The job that was started, or why none was.
     *
     * @param job the job; with errors, the one that hasn't ended
     */
    public record Started(Optional<Schedule> schedule, Optional<Job> job, List<UserError> errors) {
    }

    private final ScheduleStore store;
    private final ScheduleRepository known;
    private final ScheduleCheck check;
    private final ScheduleKinds kinds;
    private final ScheduleTimes times;
    private final ScheduledJobs jobs;
    private final WriteTransactions transactions;
    private final AuditTrail audit;
    private final Ids ids;
    private final Clock clock;

    Schedules(ScheduleStore store, ScheduleRepository known, ScheduleCheck check, ScheduleKinds kinds,
            ScheduleTimes times,
            ScheduledJobs jobs, WriteTransactions transactions, AuditTrail audit, Ids ids, Clock clock) {
        this.store = store;
        this.known = known;
        this.check = check;
        this.kinds = kinds;
        this.times = times;
        this.jobs = jobs;
        this.transactions = transactions;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** {@return all schedules by name} */
    public List<Schedule> all() {
        return known.findAll();
    }

    /** {@return the schedule with this name} */
    public Optional<Schedule> named(String name) {
        return known.findByName(name);
    }

    /**
     * {@return the new schedule, or all that is wrong}
     *
     * @param wrong what is wrong with the input of its jobs
     */
    Changed create(Actor who, ScheduleDraft draft, List<UserError> wrong) {
        return transactions.within(() -> {
            var now = clock.instant();
            var errors = all(wrong, check.check(draft, Optional.empty(), now));
            if (errors.isEmpty() && store.count() >= MAX) {
                errors = List.of(UserError.of(UserErrorCode.TOO_MANY).at("input")
                        .saying("There can be at most " + MAX + " schedules. Delete one that is no longer needed."));
            }
            if (!errors.isEmpty()) {
                return Changed.refused(errors);
            }
            var schedule = schedule(ScheduleBuilder.builder().id(ids.next()).createdAt(now), draft, now);
            var planned = schedule.next(ScheduleTimes.next(schedule, now).orElse(null));
            return new Changed(Optional.of(audit.within(who.needing(kinds.role(draft.kind())), "createSchedule",
                    planned.globalId(), planned.name(), () -> store.save(planned))), List.of());
        });
    }

    private Schedule schedule(ScheduleBuilder builder, ScheduleDraft draft, Instant now) {
        return builder.name(draft.name()).kind(draft.kind()).input(draft.input()).cron(draft.cron())
                .zone(times.zoneOf(draft.zone())).enabled(draft.enabled()).watch(draft.watch())
                .toleranceSeconds(draft.toleranceSeconds()).updatedAt(now).build();
    }

    private static List<UserError> all(List<UserError> some, List<UserError> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /**
     * {@return the changed schedule, or all that is wrong}
     *
     * @param wrong what is wrong with the change itself
     */
    Changed update(Actor who, long id, UnaryOperator<ScheduleDraft> change, List<UserError> wrong) {
        return transactions.within(() -> store.findById(id).map(before -> update(who, before, change, wrong))
                .orElseGet(() -> Changed.refused(List.of(unknown()))));
    }

    private Changed update(Actor who, Schedule before, UnaryOperator<ScheduleDraft> change, List<UserError> wrong) {
        var now = clock.instant();
        var draft = change.apply(ScheduleDraft.of(before));
        var errors = all(wrong, check.check(draft, Optional.of(before.id()), now));
        if (!errors.isEmpty()) {
            return Changed.refused(errors);
        }
        // What another job found says nothing about this one's work.
        var isSameWork = draft.kind().equals(before.kind()) && draft.input().equals(before.input());
        var work = isSameWork
                ? ScheduleBuilder.builder(before)
                : ScheduleBuilder.builder(before).fingerprint(null).absence(null);
        var after = schedule(work, draft, now);
        // A time that is just due stays due if nothing about the times has changed.
        var planned = after.hasTimesOf(before) ? after : after.next(ScheduleTimes.next(after, now).orElse(null));
        return new Changed(Optional.of(audit.within(who.needing(kinds.role(before.kind(), planned.kind())),
                "updateSchedule", planned.globalId(),
                planned.name(), () -> store.update(planned))), List.of());
    }

    static UserError unknown() {
        return UserError.of(UserErrorCode.NOT_FOUND).at("input", "id").saying("There is no schedule with this id.");
    }

    /** {@return the schedule that was deleted with its history, but not its jobs; empty if there is none} */
    Optional<Schedule> delete(Actor who, long id) {
        return transactions.within(() -> store.findById(id).map(schedule -> audit.within(
                who.needing(kinds.role(schedule.kind())), "deleteSchedule", schedule.globalId(), schedule.name(),
                () -> {
                    store.delete(id);
                    return schedule;
                })));
    }

    /**
     * {@return the job of a schedule, which starts whether or not it is due; or why it doesn't}
     *
     * @param program who runs it
     */
    public Started runNow(Actor who, long id, Reservation program) {
        var seen = known.findById(id);
        if (seen.isEmpty()) {
            return new Started(Optional.empty(), Optional.empty(), List.of(unknown()));
        }
        var obstacle = jobs.obstacle(seen.get());
        if (obstacle.isPresent()) {
            return new Started(seen, Optional.empty(),
                    List.of(UserError.of(UserErrorCode.INVALID).at("input", "id").saying(obstacle.get())));
        }
        var found = jobs.look(seen.get());
        return transactions.within(() -> store.findById(id).map(schedule -> runNow(who, schedule, found, program))
                .orElseGet(() -> new Started(Optional.empty(), Optional.empty(), List.of(unknown()))));
    }

    // What the command line asks for itself may lie anywhere; this lies in the import folder.
    private static JobOwner owner(Actor who, Schedule schedule) {
        return who.kind() == Actor.Kind.COMMAND_LINE ? ScheduledJobs.owner(schedule) : JobOwner.of(who);
    }

    private Started runNow(Actor who, Schedule schedule, Optional<SourceState> found, Reservation program) {
        return audit.within(who.needing(kinds.role(schedule.kind())), "runScheduleNow", schedule.globalId(),
                schedule.name(), () -> {
                    var now = clock.instant();
                    var submission = jobs.submit(schedule, owner(who, schedule), program);
                    if (submission.joined()) {
                        return new Started(Optional.of(schedule), Optional.of(submission.job()), List.of(
                                UserError.of(JobErrors.CONFLICT).at("input", "id")
                                        .saying(jobs.overlap(schedule, submission.job()))));
                    }
                    jobs.noteStart(schedule, Cause.REQUEST, now, submission.job(), now, found);
                    return new Started(store.findById(schedule.id()), Optional.of(submission.job()), List.of());
                });
    }
}
