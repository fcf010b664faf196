package org.reelgraph.artwork.fetching;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.reelgraph.artwork.Artwork;
import org.reelgraph.artwork.fetching.ArtworkFetch.Outcome;
import org.reelgraph.artwork.fetching.web.FetchFailure;
import org.reelgraph.artwork.pictures.StoredPicture;
import org.reelgraph.storage.Ids;
import org.reelgraph.storage.WriteTransactions;

/** Ties pictures that were fetched to their images, and keeps what became of all of them. */
@Singleton
class FetchedPictures {

    private final Artwork artwork;
    private final FetchStore store;
    private final WriteTransactions transactions;
    private final Ids ids;
    private final Clock clock;

    FetchedPictures(Artwork artwork, FetchStore store, WriteTransactions transactions, Ids ids, Clock clock) {
        this.artwork = artwork;
        this.store = store;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A picture, or why it can't be had. */
    record Result(NamedPicture picture, Optional<StoredPicture> stored, Optional<FetchFailure> failure) {

        Outcome outcome() {
            if (failure.isPresent()) {
                return Outcome.FAILED;
            }
            return stored.map(StoredPicture::hash).equals(picture.hash()) ? Outcome.UNCHANGED : Outcome.STORED;
        }
    }

    /**
     * {@return what has become of pictures by a job}
     *
     * @param before how many pictures the job has looked after before
     */
    List<ArtworkFetch> fetches(List<Result> results, long job, int before) {
        return IntStream.range(0, results.size()).mapToObj(i -> fetch(results.get(i), job, before + 1 + i)).toList();
    }

    private ArtworkFetch fetch(Result result, long job, int position) {
        var picture = result.picture();
        return ArtworkFetchBuilder.builder().id(ids.next()).mediaId(picture.mediaId()).ownerId(picture.ownerId())
                .kind(picture.kind()).source(picture.source()).path(picture.path()).outcome(result.outcome())
                .problem(result.failure().map(FetchFailure::problem).orElse(null))
                .message(result.failure().map(FetchFailure::reason).orElse(null))
                .attempts(result.failure().isPresent() ? picture.failures() + 1 : 0).triedAt(clock.instant())
                .jobId(job).position(position).build();
    }

    /**
     * Saves what has become of pictures.
     *
     * @param then is done in the same transaction
     */
    void save(List<Result> results, List<ArtworkFetch> fetches, Runnable then) {
        transactions.within(() -> {
            results.forEach(this::tie);
            store.save(fetches);
            then.run();
            return true;
        });
    }

    private void tie(Result result) {
        var key = result.picture().key();
        result.stored().ifPresent(stored -> artwork.attach(key, stored, Optional.empty()));
        result.failure().filter(failure -> !result.picture().isTooLong())
                .ifPresent(failure -> artwork.fail(key, failure.reason()));
    }

    /**
     * Forgets what became of pictures that items no longer have.
     *
     * @param then is done in the same transaction
     */
    void forgetUnnamed(Collection<Long> items, Runnable then) {
        transactions.within(() -> {
            store.forgetUnnamed(items);
            then.run();
            return true;
        });
    }
}
