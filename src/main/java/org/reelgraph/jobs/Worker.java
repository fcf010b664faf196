package org.reelgraph.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.reelgraph.jobs.JobTurns.Turn;
import org.reelgraph.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes turns at jobs. The turn of a group is an execution of db-scheduler that is there for ever: whoever picks it has
 * the turn as long as its heartbeat goes on, and gives it back with the time of the next.
 */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final String TASK = "jobs";
    private static final int MISSED = 4;

    private final JobTurns turns;
    private final String program;
    private final Optional<Long> only;
    private final Clock clock;
    private final CustomTask<Void> task;
    private final Scheduler scheduler;
    private final Set<String> groups;

    /**
     * @param program a name that no other program has or had
     * @param only    the only job to run; empty for any
     * @param patience how long a stop waits for running jobs
     */
    Worker(DataSource database, JobTurns turns, Set<String> groups, String program, Optional<Long> only,
            Duration heartbeat, Duration polling, Duration patience, Clock clock) {
        this.turns = turns;
        this.program = program;
        this.only = only;
        this.clock = clock;
        this.groups = groups;
        task = Tasks.custom(TASK, Void.class)
                .onFailure((failed, turn) -> {
                    failed.getCause().filter(cause -> !StorageFailure.isOutage(cause))
                            .ifPresent(cause -> LOG.warn("The queue of jobs failed and tries again: {}",
                                    StorageFailure.reasonOf(cause)));
                    turn.reschedule(failed, clock.instant().plus(heartbeat.multipliedBy(MISSED)));
                })
                .onDeadExecution((dead, turn) -> turn.reschedule(dead, clock.instant())).execute(this::take);
        scheduler = Scheduler.create(database, task).schedulerName(new SchedulerName.Fixed(program))
                .jdbcCustomization(new EpochMilliseconds()).threads(groups.size()).heartbeatInterval(heartbeat)
                .missedHeartbeatsLimit(MISSED).pollingInterval(polling).enableImmediateExecution()
                .shutdownMaxWait(patience).clock(clock::instant).build();
    }

    void start() {
        groups.forEach(group -> {
            scheduler.scheduleIfNotExists(task.instance(group), clock.instant());
            turns.wake(group);
        });
        scheduler.start();
    }

    private CompletionHandler<Void> take(TaskInstance<Void> instance, ExecutionContext context) {
        var group = instance.getId();
        var next = turns.take(new Turn(group, program, context.getExecution().version, only));
        return (complete, turn) -> {
            turn.reschedule(complete, next);
            turns.afterTurn(group);
        };
    }

    /** Looks for jobs at once. */
    void look() {
        scheduler.triggerCheckForDueExecutions();
    }

    void stop() {
        scheduler.stop();
    }
}
