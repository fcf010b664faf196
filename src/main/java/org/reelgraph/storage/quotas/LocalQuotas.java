package org.reelgraph.storage.quotas;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;

/** Counts in the memory of this program. */
@Singleton
public class LocalQuotas implements Quotas {

    private final TimeMeter time;

    public LocalQuotas(TimeMeter time) {
        this.time = time;
    }

    private record LocalQuota(int most, Bucket bucket) implements Quota {

        @Override
        public long take(int count) {
            var probe = bucket.tryConsumeAndReturnRemaining(Math.min(count, most));
            return probe.isConsumed() ? 0 : Math.max(1, probe.getNanosToWaitForRefill());
        }

        @Override
        public void giveBack(int count) {
            bucket.addTokens(count);
        }
    }

    @Override
    public Quota of(QuotaRule rule, String caller) {
        return new LocalQuota(rule.most(), Bucket.builder()
                .addLimit(limit -> limit.capacity(rule.most()).refillGreedy(rule.most(), rule.time()))
                .withCustomTimePrecision(time).build());
    }
}
