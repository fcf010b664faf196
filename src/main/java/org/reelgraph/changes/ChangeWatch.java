package org.reelgraph.changes;

import io.micronaut.core.propagation.PropagatedContext;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reelgraph.storage.DataVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Tells of changes as they are committed, by whichever program or server. As long as anybody follows them, they are read
 * once for all: after each commit of this server, and when another one's is noticed.
 */
@Singleton
class ChangeWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeWatch.class);
    // Commits of others are noticed within 100 ms, however often one looks.
    private static final long PAUSE = 50;

    private final ChangeFeed feed;
    private final DataVersion version;
    private final Scheduler thread = Schedulers.newSingle("changes", true);
    private final Flux<RecentChanges> recent;

    ChangeWatch(ChangeFeed feed, DataVersion version) {
        this.feed = feed;
        this.version = version;
        this.recent = Flux.create(this::watch, OverflowStrategy.LATEST).replay(1).refCount();
    }

    /** {@return the changes after a place, without end} Each is read when it is requested, so nothing piles up. */
    Publisher<Change> from(ChangeCursor place) {
        return Flux.defer(() -> {
            var follower = new Follower(feed, place);
            return recent.onBackpressureLatest().publishOn(thread, 1)
                    .concatMapIterable(follower::toBeTold, 1)
                    // So that it is this thread that asks for the next one, and reads it.
                    .publishOn(thread, 1);
        });
    }

    private void watch(FluxSink<RecentChanges> sink) {
        var look = new Look(sink);
        Runnable own = () -> lookSoon(look);
        version.addListener(own);
        var often = PropagatedContext.empty().propagate(
                () -> thread.schedulePeriodically(look, 0, PAUSE, TimeUnit.MILLISECONDS));
        sink.onDispose(Disposables.composite(often, () -> version.removeListener(own)));
    }

    // Whoever commits has a connection, which what is scheduled would take for its own.
    private void lookSoon(Look look) {
        try {
            PropagatedContext.empty().propagate(() -> thread.schedule(look));
        } catch (RejectedExecutionException e) {
            LOG.debug("Nobody is told of a change any more, since the server stops", e);
        }
    }

    /** Reads what is new, if anything is. Runs on the watch's thread only. */
    private final class Look implements Runnable {

        private final FluxSink<RecentChanges> sink;
        private long seen;
        private @Nullable RecentChanges latest;

        private Look(FluxSink<RecentChanges> sink) {
            this.sink = sink;
        }

        @Override
        public void run() {
            try {
                var now = version.now();
                var before = latest;
                if (before == null || now != seen) {
                    var next = before == null ? RecentChanges.none(feed.known()) : before.next(feed);
                    latest = next;
                    seen = now;
                    sink.next(next);
                }
            } catch (RuntimeException e) {
                // It is tried again soon, and whoever watches the database says what is wrong with it.
                LOG.debug("The changes can't be read", e);
            }
        }
    }

    @PreDestroy
    void stop() {
        thread.dispose();
    }
}
