package org.reelgraph.graphql.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.errors.RequestException;

/** Limits the number of mutations and queries that each caller may send per minute. */
@Singleton
public class RateLimit {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MAX_CALLERS = 100_000;

    private final Optional<Buckets> mutations;
    private final Optional<Buckets> queries;

    RateLimit(RateSettings settings, TimeMeter time) {
        mutations = Optional.of(settings.mutations()).filter(most -> most > 0)
                .map(most -> new Buckets("mutations", most, time));
        queries = Optional.of(settings.queries()).filter(most -> most > 0)
                .map(most -> new Buckets("queries", most, time));
    }

    /**
     * Counts mutations.
     *
     * @throws RequestException {@code RATE_LIMITED} if there are too many
     */
    public void countMutations(Caller caller, int count) {
        mutations.ifPresent(buckets -> buckets.take(caller, count));
    }

    /**
     * Counts a query.
     *
     * @throws RequestException {@code RATE_LIMITED} if there are too many
     */
    public void countQuery(Caller caller) {
        queries.ifPresent(buckets -> buckets.take(caller, 1));
    }

    private record Buckets(String what, int most, TimeMeter time, Cache<Object, Bucket> byCaller) {

        private Buckets(String what, int most, TimeMeter time) {
            this(what, most, time,
                    Caffeine.newBuilder().maximumSize(MAX_CALLERS).expireAfterAccess(WINDOW).build());
        }

        void take(Caller caller, int count) {
            Object key = caller.viewer().<Object>map(Viewer::userId).orElseGet(caller::network);
            var probe = byCaller.get(key, any -> newBucket())
                    .tryConsumeAndReturnRemaining(Math.min(count, most));
            if (!probe.isConsumed()) {
                throw RequestException.rateLimited("Too many " + what + ": the limit is " + most + " a minute.",
                        Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
        }

        private Bucket newBucket() {
            return Bucket.builder().addLimit(limit -> limit.capacity(most).refillGreedy(most, WINDOW))
                    .withCustomTimePrecision(time).build();
        }
    }
}
