package org.reelgraph.jobs;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.reelgraph.storage.copy.ReplacementStep;

/**
 * Keeps the jobs that this program runs, as the one that restores. What either state still had to do isn't done: the jobs
 * are there as cancelled, so that whoever waits for one is told.
 */
@Singleton
class JobReplacement implements ReplacementStep {

    private static final String REASON = "The library was restored from a backup.";

    private final JobStore store;
    private final JobKinds kinds;
    private final RunningJobs running;
    private final Clock clock;

    JobReplacement(JobStore store, JobKinds kinds, RunningJobs running, Clock clock) {
        this.store = store;
        this.kinds = kinds;
        this.running = running;
        this.clock = clock;
    }

    /** A job that somebody may ask for, with what keeps what belongs to it. */
    private record Waiting(Job job, Runnable rest) {
    }

    @Override
    public Runnable begin() {
        var here = running.ids();
        var kept = here.stream().flatMap(id -> store.find(id).stream()).toList();
        var waiting = store.findAllOpen().stream().filter(job -> !here.contains(job.id()))
                .map(job -> new Waiting(job, rest(job))).toList();
        return () -> {
            store.cancelAll(REASON, clock.millis());
            kept.forEach(job -> {
                store.delete(job.id());
                store.save(job);
            });
            cancel(waiting);
        };
    }

    // A kind of a later version of the program isn't known.
    private Runnable rest(Job job) {
        return kinds.find(job.kind()).map(kind -> kind.replaced(job)).orElse(() -> {
        });
    }

    // Those that the backup has, too, are cancelled by now.
    private void cancel(List<Waiting> all) {
        all.stream().filter(each -> store.find(each.job().id()).isEmpty()).forEach(each -> {
            store.save(cancelled(each.job()));
            each.rest().run();
        });
    }

    private Job cancelled(Job job) {
        return JobBuilder.builder(job).state(JobState.CANCELLED).error(REASON).finishedAt(clock.instant())
                .leaseOwner(null).offer(null).nextAttemptAt(null).currentItem(null).build();
    }
}
