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

    @Override
    public Quota of(QuotaRule rule, String caller) {
        return new BucketQuota(rule.most(),
                Bucket.builder().addLimit(rule.limit()).withCustomTimePrecision(time).build());
    }
}
