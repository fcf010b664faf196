package org.reelgraph.catalog.search;

import java.util.List;
import java.util.Map;
import org.reelgraph.catalog.search.FullTextIndex.Entry;
import org.reelgraph.catalog.search.FullTextIndex.Texts;

/** Gives entries their ids; one implementation for each kind of index. In the transaction that there is. */
public interface EntryNumbers {

    /**
     * {@return the entries of these texts, in the order of their ids}
     *
     * @param known the ids that entries of some of these entities had so far
     */
    List<Entry> entries(List<Texts> texts, Map<Long, Long> known);
}
