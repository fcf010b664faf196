package org.reelgraph.catalog.search;

import jakarta.inject.Singleton;
import org.reelgraph.storage.copy.ReplacementStep;

/** Has programs that know the words up to a place ({@link Vocabulary}) learn those of another state. */
@Singleton
class WordReplacement implements ReplacementStep {

    private final SearchIndexWriter index;

    WordReplacement(SearchIndexWriter index) {
        this.index = index;
    }

    @Override
    public Runnable begin() {
        var before = index.lastWord();
        return () -> index.moveWords(Math.max(before, index.lastWord()));
    }
}
