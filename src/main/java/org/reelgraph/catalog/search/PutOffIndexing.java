package org.reelgraph.catalog.search;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
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
    // Is set and taken back by whoever has the database to write.
    private volatile boolean isDue;

    /** @param serves whether the program stays to do it */
    PutOffIndexing(SearchIndexWriter index, FullTextIndex texts, @Value("${reelgraph.serves}") boolean serves) {
        this.index = index;
        isPossible = serves && texts.mayBeBehind();
    }

    /** {@return whether anything may be put off} */
    boolean isPossible() {
        return isPossible;
    }

    /** Puts off indexing what the current transaction has changed. */
    void putOff() {
        isDue = true;
    }

    @Override
    public boolean isDue() {
        return isDue;
    }

    @Override
    public boolean doSome() {
        var pending = index.findPending(AT_ONCE);
        if (pending.isEmpty()) {
            isDue = false;
            return false;
        }
        index.write(JsonArray.ofIds(pending));
        return true;
    }
}
