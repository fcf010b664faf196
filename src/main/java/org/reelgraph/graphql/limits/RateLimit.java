package org.reelgraph.graphql.limits;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.reelgraph.graphql.access.Caller;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.storage.quotas.Quotas;

/** Limits the number of mutations and queries that each caller may send per minute. */
@Singleton
public class RateLimit {

    private static final int MAX_CALLERS = 100_000;

    private final Optional<MinuteQuota> mutations;
    private final Optional<MinuteQuota> queries;

    RateLimit(RateSettings settings, Quotas quotas) {
        mutations = counted("mutations", settings.mutations(), quotas);
        queries = counted("queries", settings.queries(), quotas);
    }

    private static Optional<MinuteQuota> counted(String what, int most, Quotas quotas) {
        return most == 0 ? Optional.empty() : Optional.of(new MinuteQuota(what, most, MAX_CALLERS, quotas));
    }

    /**
     * Counts mutations.
     *
     * @throws RequestException {@code RATE_LIMITED} if there are too many
     */
    public void countMutations(Caller caller, int count) {
        mutations.ifPresent(counted -> counted.take(caller.countedAs(), count));
    }

    /**
     * Counts a query.
     *
     * @throws RequestException {@code RATE_LIMITED} if there are too many
     */
    public void countQuery(Caller caller) {
        queries.ifPresent(counted -> counted.take(caller.countedAs(), 1));
    }
}
