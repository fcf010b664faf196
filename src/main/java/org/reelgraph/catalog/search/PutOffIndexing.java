package org.reelgraph.catalog.search;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import org.reelgraph.storage.PutOffWork;
import org.reelgraph.storage.sql.JsonArray;

/**
 * What small changes leave to be indexed: for many of them at once that writes little more than for one. Who searches has
 * it indexed first.
 */
@Singleton
class PutOffIndexing implements PutOffWork {

    // Some milliseconds of work, for which others who write wait.
    private static final int AT_ONCE = 500;

    private final SearchIndexWriter index;
    private final boolean isPossible;
    // How often something was put off, and how often of that nothing was left.
    private final AtomicLong putOff = new AtomicLong();
    private final AtomicLong done = new AtomicLong();

    /** @param serves whether the program stays to do it */
    PutOffIndexing(SearchIndexWriter index, FullTextIndex texts, @Value("${reelgraph.serves}") boolean serves) {
        this.index = index;
        isPossible = serves && texts.mayBeBehind();
    }

    /** {@return whether anything may be put off} */
    boolean isPossible() {
        return isPossible;
    }

    /** Puts off indexing what the current transaction has changed; before its commit, so that who sees the change knows. */
    void putOff() {
        putOff.incrementAndGet();
    }

    @Override
    public boolean isDue() {
        return done.get() < putOff.get();
    }

    @Override
    public Runnable completion() {
        var all = putOff.get();
        return () -> done.accumulateAndGet(all, Math::max);
    }

    @Override
    public boolean doSome() {
        var pending = index.findPending(AT_ONCE);
        if (pending.isEmpty()) {
            return false;
        }
        index.write(JsonArray.ofIds(pending));
        return true;
    }
}
