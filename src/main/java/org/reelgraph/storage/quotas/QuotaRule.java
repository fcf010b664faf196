package org.reelgraph.storage.quotas;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;

/**
 * How often each caller may do something. What is used comes back evenly over the time.
 *
 * @param name  what is counted, unlike other rules
 * @param most  how often, at once and in the time
 * @param time  the time
 * @param slack how many one server may count before it tells the others, which it does within a second; 0 if never
 */
public record QuotaRule(String name, int most, Duration time, int slack) {

    /** {@return the rule as the limit of a token bucket} */
    public Bandwidth limit() {
        return Bandwidth.builder().capacity(most).refillGreedy(most, time).build();
    }
}
