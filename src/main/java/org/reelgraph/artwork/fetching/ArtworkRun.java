package org.reelgraph.artwork.fetching;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.reelgraph.artwork.fetching.ArtworkFetch.Outcome;
import org.reelgraph.artwork.fetching.NamedPicture.Level;
import org.reelgraph.artwork.fetching.web.FetchFailure;
import org.reelgraph.artwork.fetching.web.FetchSettings;
import org.reelgraph.artwork.pictures.PictureFolder;
import org.reelgraph.jobs.Counted;
import org.reelgraph.jobs.JobEnd;
import org.reelgraph.jobs.JobOwner;
import org.reelgraph.jobs.JobRun;
import org.reelgraph.jobs.JobStopped;
import org.reelgraph.jobs.Progress;

/** One run of a job that fetches artwork. */
final class ArtworkRun {

    private static final int ITEMS_AT_ONCE = 20;
    private static final int PICTURES_AT_ONCE = 40;
    private static final Duration SHORTEST_REST = Duration.ofDays(1);
    private static final int MOST_DOUBLINGS = 5;

    private final JobRun run;
    private final Parts parts;
    private final RefreshInput input;
    private final Fetching fetching;
    private final int total;
    private FetchTally tally;

    /** What all runs have in common. */
    @Singleton
    record Parts(NamedPictureReader pictures, Fetching.Tools tools, FetchedPictures fetched, PictureFolder folder,
            FetchSettings settings, Clock clock) {
    }

    ArtworkRun(JobRun run, Parts parts) {
        this.run = run;
        this.parts = parts;
        this.input = RefreshInput.of(run.input());
        this.fetching = parts.tools().begin(run::isStopping);
        this.tally = FetchTally.of(run.checkpoint().orElse(null));
        this.total = parts.pictures().count(input);
    }

    JobEnd run() {
        try (var threads = Executors.newFixedThreadPool(parts.settings().parallel(),
                Thread.ofPlatform().name("artwork-", 0).daemon().factory())) {
            List<Long> page;
            do {
                page = parts.pictures().findAfter(input, tally.last(), ITEMS_AT_ONCE);
                if (!page.isEmpty() && !fetch(page, threads)) {
                    return run.stopped();
                }
            } while (page.size() == ITEMS_AT_ONCE);
        }
        var failed = tally.count(Outcome.FAILED);
        return failed == 0
                ? JobEnd.succeeded()
                : JobEnd.withErrors(Counted.of(failed, "picture") + " could not be fetched. The job's fetches and"
                        + " artworkReport say why.");
    }

    // False if the job is to end.
    private boolean fetch(List<Long> items, ExecutorService threads) {
        var wanted = parts.pictures().findOf(items).stream().filter(this::isWanted).toList();
        for (var from = 0; from < wanted.size(); from += PICTURES_AT_ONCE) {
            var some = wanted.subList(from, Math.min(wanted.size(), from + PICTURES_AT_ONCE));
            if (run.isStopping()) {
                return false;
            }
            var results = fetchAll(some, threads);
            var fetches = parts.fetched().fetches(results, run.job().id(), tally.pictures());
            var next = tally.with(fetches);
            parts.fetched().save(results, fetches, () -> save(next, some.getLast().title()));
            tally = next;
            if (results.size() < some.size()) {
                return false;
            }
        }
        var next = tally.upTo(items.getLast(), items.size());
        parts.fetched().forgetUnnamed(items, () -> save(next, null));
        tally = next;
        return !run.isStopping();
    }

    private void save(FetchTally reached, @Nullable String current) {
        run.save(reached.text(), new Progress(reached.items(), Math.max(total, reached.items()), "items", current));
    }

    private boolean isWanted(NamedPicture picture) {
        var isDone = picture.isOf(run.job().id());
        if (isStored(picture)) {
            // This job may have been interrupted after it was fetched.
            return input.force() && !picture.isChosen() && !isDone;
        }
        // Somebody belongs to many items.
        return !(isDone && picture.place().level() == Level.PERSON) && !isResting(picture);
    }

    // A library that was restored may name pictures that aren't there.
    private boolean isStored(NamedPicture picture) {
        return picture.hash().flatMap(parts.folder()::find).isPresent();
    }

    // Jobs that start by themselves don't ask for the same missing picture each time.
    private boolean isResting(NamedPicture picture) {
        var owner = run.job().ownerKind();
        if (input.force() || picture.failures() == 0
                || owner != JobOwner.Kind.SCHEDULE && owner != JobOwner.Kind.SYSTEM) {
            return false;
        }
        var rest = SHORTEST_REST.multipliedBy(1L << Math.min(picture.failures() - 1, MOST_DOUBLINGS));
        return picture.fetch().filter(fetch -> fetch.triedAt().plus(rest).isAfter(parts.clock().instant())).isPresent();
    }

    // Those that were fetched before the job was told to end.
    private List<FetchedPictures.Result> fetchAll(List<NamedPicture> pictures, ExecutorService threads) {
        var open = pictures.stream().map(picture -> threads.submit(() -> fetch(picture))).toList();
        var results = new ArrayList<FetchedPictures.Result>();
        for (var each : open) {
            result(each).ifPresent(results::add);
        }
        return results;
    }

    private FetchedPictures.Result fetch(NamedPicture picture) {
        try {
            if (run.isStopping()) {
                throw new JobStopped();
            }
            return new FetchedPictures.Result(picture, Optional.of(fetching.fetch(picture)), Optional.empty());
        } catch (FetchFailure e) {
            return new FetchedPictures.Result(picture, Optional.empty(), Optional.of(e));
        }
    }

    private static Optional<FetchedPictures.Result> result(Future<FetchedPictures.Result> open) {
        try {
            return Optional.of(open.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JobStopped) {
                return Optional.empty();
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
