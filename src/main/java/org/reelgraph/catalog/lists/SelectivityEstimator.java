package org.reelgraph.catalog.lists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;

/**
 * Estimates whether a part of a filter finds few or many items: by the search index whether a text occurs in few titles,
 * and by the index of a column whether few items have a value in a range. Estimates are cached for a minute. An
 * outdated one makes a query slower but doesn't change its result.
 */
@Singleton
class SelectivityEstimator {

    // It is faster to read this many items and sort them than to look for them in the list's order.
    private static final int FEW = 64;
    private static final int MAX_REMEMBERED = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

    private final Cache<Select, Boolean> remembered = Caffeine.newBuilder().maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR).build();

    /** {@return whether these entries of the search index are few} */
    boolean isOfFew(SelectReader reader, Select hits) {
        return isFewerThan(FEW, reader, hits);
    }

    /** {@return whether there are fewer rows than this} */
    boolean isFewerThan(int rows, SelectReader reader, Select select) {
        return remembered.get(select.limit(rows), asked -> reader.count(asked) < rows);
    }
}
