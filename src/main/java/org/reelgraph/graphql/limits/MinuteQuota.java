package org.reelgraph.graphql.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.storage.quotas.Quota;
import org.reelgraph.storage.quotas.QuotaRule;
import org.reelgraph.storage.quotas.Quotas;

/** How much of something each caller may ask for per minute. */
public final class MinuteQuota {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    // One server may allow so much of a limit too much until it knows what others have counted.
    private static final int SLACK = 20;

    private final QuotaRule rule;
    private final Quotas quotas;
    private final Cache<Object, Quota> byCaller;

    /**
     * @param what    of, in the plural
     * @param most    the limit
     * @param callers how many are remembered at most
     */
    public MinuteQuota(String what, int most, int callers, Quotas quotas) {
        this.rule = new QuotaRule(what, most, WINDOW, most / SLACK);
        this.quotas = quotas;
        this.byCaller = Caffeine.newBuilder().maximumSize(callers).expireAfterAccess(WINDOW).build();
    }

    /**
     * Counts what a caller asks for.
     *
     * @throws RequestException {@code RATE_LIMITED} if it is too much
     */
    public void take(Object caller, int count) {
        var wait = taken(caller, count);
        if (wait > 0) {
            throw RequestException.rateLimited(
                    "Too many " + rule.name() + ": the limit is " + rule.most() + " a minute.",
                    Duration.ofNanos(wait));
        }
    }

    /** {@return whether a caller may have so much; it is counted, unless it is too much} */
    public boolean allows(Object caller, int count) {
        return taken(caller, count) == 0;
    }

    private long taken(Object caller, int count) {
        return byCaller.get(caller, any -> quotas.of(rule, any.toString())).take(count);
    }
}
