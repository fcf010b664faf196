package org.reelgraph.catalog.search.postgresql;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.reelgraph.catalog.search.EntryNumbers;
import org.reelgraph.catalog.search.FullTextIndex.Entry;
import org.reelgraph.catalog.search.FullTextIndex.Texts;
import org.reelgraph.catalog.search.text.EntryIds;

/** Numbers entries by the ids of their entities, so that servers which write at once don't give the same number. */
@OnPostgresqlIndex
@Singleton
class NumbersOfEntities implements EntryNumbers {

    // As many bits as fit below the place. The time in them repeats after 49 days, so two entries have the same id only if
    // their entities' ids agree to the millisecond and in all random bits.
    static final EntryIds IDS = new EntryIds(54);

    @Override
    public List<Entry> entries(List<Texts> texts, Map<Long, Long> known) {
        return texts.stream().map(each -> new Entry(IDS.of(each.place(), each.entityId() & IDS.lastNumber()), each))
                .sorted(Comparator.comparingLong(Entry::id)).toList();
    }
}
