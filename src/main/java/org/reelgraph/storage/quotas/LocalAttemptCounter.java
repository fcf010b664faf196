package org.reelgraph.storage.quotas;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** Counts in the memory of this program. */
@Singleton
public class LocalAttemptCounter implements AttemptCounter {

    private static final int MAX = 100_000;

    private final TimeMeter time;
    private final Cache<String, Attempts> attempts = Caffeine.newBuilder().maximumSize(MAX)
            .expireAfterWrite(Attempts.KEPT).build();

    public LocalAttemptCounter(TimeMeter time) {
        this.time = time;
    }

    @Override
    public long count(String key, int free) {
        var early = new AtomicLong();
        attempts.asMap().compute(key, (any, known) -> {
            // Not before: of two attempts at once, the one that is counted last would come before the other.
            var now = time.currentTimeNanos();
            var before = known == null ? Attempts.none(now) : known;
            early.set(before.tooEarly(now));
            return early.get() > 0 ? before : before.another(now, free);
        });
        return early.get();
    }

    @Override
    public void forget(String key) {
        attempts.invalidate(key);
    }
}
