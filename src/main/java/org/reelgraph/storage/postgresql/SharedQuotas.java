package org.reelgraph.storage.postgresql;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.NopeOptimizationListener;
import io.github.bucket4j.distributed.proxy.optimization.delay.DelayOptimization;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.reelgraph.storage.quotas.BucketQuota;
import org.reelgraph.storage.quotas.LocalQuotas;
import org.reelgraph.storage.quotas.Quota;
import org.reelgraph.storage.quotas.QuotaRule;
import org.reelgraph.storage.quotas.Quotas;

/** Counts in the database, together with all servers that use it. */
@OnPostgresql
@Primary
@Singleton
class SharedQuotas implements Quotas {

    private static final Duration UNTOLD = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final SharedCounts counts;
    private final LocalQuotas alone;
    private final ProxyManager<String> buckets;

    SharedQuotas(SharedCounts counts, LocalQuotas alone) {
        this.counts = counts;
        this.alone = alone;
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(counts.database())
                .primaryKeyMapper(PrimaryKeyMapper.STRING).table("quotas").clientClock(counts.time())
                .requestTimeout(counts.patience())
                .expirationAfterWrite(ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(KEPT)).build();
    }

    private record SharedQuota(SharedCounts counts, Quota together, Quota alone) implements Quota {

        @Override
        public long take(int count) {
            return counts.together(() -> together.take(count), () -> alone.take(count));
        }

        @Override
        public void giveBack(int count) {
            counts.together(() -> {
                together.giveBack(count);
                return count;
            }, () -> {
                alone.giveBack(count);
                return count;
            });
        }
    }

    // Whoever changes a limit begins to count anew, so the key says which limit it is.
    @Override
    public Quota of(QuotaRule rule, String caller) {
        var limits = BucketConfiguration.builder().addLimit(rule.limit()).build();
        var builder = buckets.builder();
        if (rule.slack() > 0) {
            builder.withOptimization(new DelayOptimization(new DelayParameters(rule.slack(), UNTOLD),
                    NopeOptimizationListener.INSTANCE, counts.time()));
        }
        var key = "%s %d/%s %s".formatted(rule.name(), rule.most(), rule.time(), caller);
        return new SharedQuota(counts, new BucketQuota(rule.most(), builder.build(key, () -> limits)),
                alone.of(rule, caller));
    }
}
