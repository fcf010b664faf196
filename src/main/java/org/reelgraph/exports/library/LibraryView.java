package org.reelgraph.exports.library;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.reelgraph.storage.ReadTransactions;

/** Shows the library as it is at one moment, for as long as somebody looks. */
@Singleton
public class LibraryView {

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(30);

    private final ReadTransactions reads;
    private final MediaTreeReader trees;

    LibraryView(ReadTransactions reads, MediaTreeReader trees) {
        this.reads = reads;
        this.trees = trees;
    }

    /** {@return the sources that items come from} */
    public List<String> sources() {
        return trees.sources();
    }

    /** {@return what somebody makes of the selected part of the library, which doesn't change meanwhile} */
    public <T> T within(Selection selection, Function<Library, T> work) {
        return reads.within(AS_LONG_AS_IT_TAKES, bytes -> {
        }, () -> work.apply(new Library(trees, selection)));
    }
}
