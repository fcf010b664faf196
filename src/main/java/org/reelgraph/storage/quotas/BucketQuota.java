package org.reelgraph.storage.quotas;

import io.github.bucket4j.Bucket;

/**
 * A quota that a token bucket counts, wherever that keeps its tokens.
 *
 * @param most how many tokens the bucket holds
 */
public record BucketQuota(int most, Bucket bucket) implements Quota {

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
