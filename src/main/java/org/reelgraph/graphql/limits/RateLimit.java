package org.reelgraph.graphql.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.storage.quotas.Quota;
import org.reelgraph.storage.quotas.QuotaRule;
import org.reelgraph.storage.quotas.Quotas;

/** Limits the number of mutations and queries that each caller may send per minute. */
@Singleton
public class RateLimit {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MAX_CALLERS = 100_000;
    // One server may allow so much of a limit too much until it knows what others have counted.
    private static final int SLACK = 20;

    private final Optional<Counted> mutations;
    private final Optional<Counted> queries;

    RateLimit(RateSettings settings, Quotas quotas) {
        mutations = counted("mutations", settings.mutations(), quotas);
        queries = counted("queries", settings.queries(), quotas);
    }

    private static Optional<Counted> counted(String what, int most, Quotas quotas) {
        return most == 0
                ? Optional.empty()
                : Optional.of(new Counted(new QuotaRule(what, most, WINDOW, most / SLACK), quotas,
                        Caffeine.newBuilder().maximumSize(MAX_CALLERS).expireAfterAccess(WINDOW).build()));
    }

    /**
     * Counts mutations.
     *
     * @throws RequestException {@code RATE_LIMITED} if there are too many
     */
    public void countMutations(Caller caller, int count) {
        mutations.ifPresent(counted -> counted.take(caller, count));
    }

    /**
     * Counts a query.
     *
     * @throws RequestException {@code RATE_LIMITED} if there are too many
     */
    public void countQuery(Caller caller) {
        queries.ifPresent(counted -> counted.take(caller, 1));
    }

    private record Counted(QuotaRule rule, Quotas quotas, Cache<Object, Quota> byCaller) {

        void take(Caller caller, int count) {
            Object key = caller.viewer().<Object>map(Viewer::userId).orElseGet(caller::network);
            var wait = byCaller.get(key, any -> quotas.of(rule, any.toString())).take(count);
            if (wait > 0) {
                throw RequestException.rateLimited(
                        "Too many " + rule.name() + ": the limit is " + rule.most() + " a minute.",
                        Duration.ofNanos(wait));
            }
        }
    }
}
