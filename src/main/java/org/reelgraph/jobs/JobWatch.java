package org.reelgraph.jobs;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reelgraph.storage.DataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Tells how jobs fare, whichever program runs them. As long as anybody follows jobs, those that are open are read once for
 * all, four times a second at most. Who is slower is told the latest state instead of each, and always the last one.
 */
@Singleton
class JobWatch {

    private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);
    private static final Duration PAUSE = Duration.ofMillis(250);
    // Whoever follows jobs has been told of their end by then.
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final JobRepository jobs;
    private final DataVersion version;
    private final Clock clock;
    private final Scheduler thread = Schedulers.newSingle("jobs-watch", true);
    private final Flux<List<Job>> latest;

    JobWatch(JobRepository jobs, DataVersion version, Clock clock) {
        this.jobs = jobs;
        this.version = version;
        this.clock = clock;
        this.latest = Flux.defer(() -> {
            var look = new Look();
            return Flux.interval(Duration.ZERO, PAUSE, thread).onBackpressureDrop()
                    .concatMap(tick -> Flux.fromStream(look.next().stream()), 1);
        }).replay(1).refCount();
    }

    /** {@return the state of a job, now and whenever it changes, until it has ended} */
    Publisher<Job> of(Job job) {
        return job.state().isEnded()
                ? Flux.just(job)
                : told(Optional.of(job.id()), new HashMap<>()).takeUntil(now -> now.state().isEnded());
    }

    /** {@return the states of all jobs that are open, now and whenever they change, and of those that begin later} */
    Publisher<Job> ofAll() {
        return Flux.defer(() -> {
            var told = new HashMap<Long, Job>();
            jobs.findEndedAfter(clock.instant().minus(KEPT).toEpochMilli())
                    .forEach(ended -> told.put(ended.id(), ended));
            return told(Optional.empty(), told);
        });
    }

    private Flux<Job> told(Optional<Long> only, Map<Long, Job> told) {
        return latest.onBackpressureLatest().publishOn(thread, 1).concatMapIterable(now -> {
            var wanted = now.stream().filter(job -> only.isEmpty() || only.get() == job.id()).toList();
            var changed = wanted.stream().filter(job -> !job.equals(told.put(job.id(), job))).toList();
            told.values().retainAll(wanted);
            return changed;
        }, 1);
    }

    /** The open jobs, and those that have just ended, if anything is new. Used by the watch's thread only. */
    private final class Look {

        private long seen;
        private @Nullable List<Job> before;

        Optional<List<Job>> next() {
            try {
                var now = version.now();
                if (before != null && now == seen) {
                    return Optional.empty();
                }
                var found = jobs.findOpenOrEndedAfter(clock.instant().minus(KEPT).toEpochMilli());
                seen = now;
                before = found;
                return Optional.of(found);
            } catch (RuntimeException e) {
                // It is tried again soon, and whoever watches the database says what is wrong with it.
                LOG.debug("The jobs can't be read", e);
                return Optional.empty();
            }
        }
    }

    @PreDestroy
    void stop() {
        thread.dispose();
    }
}
