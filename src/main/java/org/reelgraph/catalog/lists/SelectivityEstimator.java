package org.reelgraph.catalog.lists;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.storage.sql.Condition;
import org.reelgraph.storage.sql.Select;
import org.reelgraph.storage.sql.SelectReader;

/**
 * Tells texts that few titles hold from those that many do, by the search index. What it told is remembered for a
 * minute: by then it may be wrong, and what is found by it then takes longer and is the same.
 */
@Singleton
class SelectivityEstimator {

    // Fewer than so many are sooner read, all of them, than looked for along an order.
    private static final int FEW = 64;
    private static final int MAX_REMEMBERED = 10_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

    private final Cache<Condition, Boolean> remembered = Caffeine.newBuilder().maximumSize(MAX_REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR).build();

    /** {@return whether few entries of the search index are like this} */
    boolean isOfFew(SelectReader reader, Condition hits) {
        return remembered.get(hits, asked -> reader.count(Select.from(SearchText.FRAGMENTS).where(asked)
                .limit(FEW)) < FEW);
    }
}
