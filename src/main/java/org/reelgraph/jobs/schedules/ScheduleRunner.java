package org.reelgraph.jobs.schedules;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.reelgraph.storage.StopOrder;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.WriteTransactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the jobs of schedules. It looks once a minute, which takes one statement if nothing is to be done: cron
 * expressions know nothing shorter. All servers do; what is to be done is done by the first one.
 */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class ScheduleRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleRunner.class);

    private final ScheduleRepository schedules;
    private final ScheduleStore store;
    private final DueSchedules due;
    private final WatchingSchedules watching;
    private final WriteTransactions transactions;
    private final Clock clock;
    private final ReentrantLock looking = new ReentrantLock();
    private Optional<Instant> lastLook = Optional.empty();
    private volatile boolean stopping;

    ScheduleRunner(ScheduleRepository schedules, ScheduleStore store, DueSchedules due, WatchingSchedules watching,
            WriteTransactions transactions, Clock clock) {
        this.schedules = schedules;
        this.store = store;
        this.due = due;
        this.watching = watching;
        this.transactions = transactions;
        this.clock = clock;
    }

    @EventListener
    void start(StartupEvent started) {
        look();
    }

    // A second late, so that a timer that is a little early isn't a minute early. UTC has no gaps.
    @Scheduled(cron = "1 * * * * ?", zoneId = "UTC")
    void everyMinute() {
        if (!stopping) {
            look();
        }
    }

    @EventListener
    @Order(StopOrder.WORKERS)
    void stop(ShutdownEvent event) {
        stopping = true;
    }

    /** Does what is to be done now. */
    void look() {
        looking.lock();
        try {
            var now = clock.instant();
            if (lastLook.filter(before -> !now.isBefore(before)).isEmpty()) {
                schedules.findEnabled().forEach(schedule -> attempt(schedule, () -> correct(schedule, now)));
            }
            lastLook = Optional.of(now);
            var all = schedules.findDueOrWatching(now.toEpochMilli());
            watching.keep(all);
            all.forEach(schedule -> attempt(schedule, () -> look(schedule, now)));
        } catch (RuntimeException e) {
            tell("The schedules can't be read", e);
        } finally {
            looking.unlock();
        }
    }

    private void look(Schedule schedule, Instant now) {
        var next = schedule.nextRun();
        if (next != null && !next.isAfter(now)) {
            due.run(schedule, next, now);
        } else {
            watching.look(schedule, now);
        }
    }

    private static void attempt(Schedule schedule, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            tell("The schedule " + schedule.name() + " failed", e);
        }
    }

    private static void tell(String what, RuntimeException failure) {
        if (!StorageFailure.isOutage(failure)) {
            LOG.error("{}; trying again in a minute", what, failure);
        }
    }

    // The clock was set back, or the rules of a zone are others since the last start.
    private void correct(Schedule schedule, Instant now) {
        var next = schedule.nextRun();
        var correct = ScheduleTimes.next(schedule, now).orElse(null);
        if (next != null && (!next.isAfter(now) || next.equals(correct)) || next == null && correct == null) {
            return;
        }
        transactions.within(() -> store.findById(schedule.id()).filter(schedule::equals)
                .map(same -> store.update(same.next(correct))));
    }
}
