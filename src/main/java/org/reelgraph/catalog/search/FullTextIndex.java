package org.reelgraph.catalog.search;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.search.text.SearchType;

/** Writes what is found by texts; one implementation for each kind of index. In the transaction that there is. */
public interface FullTextIndex {

    /**
     * What is indexed of something.
     *
     * @param id            of the entry, in whose order entries are found
     * @param title         the readings of its title or name
     * @param originalTitle the readings of its original title
     * @param folded        its title and its original title, folded; empty where it has none
     * @param summary       its other texts
     */
    record Entry(long id, long entityId, SearchType type, List<List<String>> title, List<List<String>> originalTitle,
            List<String> folded, @Nullable String summary) {

        boolean hasText() {
            return !folded.getFirst().isEmpty() || summary != null && !summary.isBlank();
        }
    }

    /** {@return the names of its tables, which are specific to a database} */
    Set<String> tables();

    /** Removes all entries. */
    void clear();

    /**
     * Removes the entries of some entities, which {@code search_entries} still knows.
     *
     * @param entityIds as a JSON array
     */
    void remove(String entityIds);

    /** Adds entries that aren't there. */
    void add(List<Entry> entries);

    /**
     * Brings together some of what many writes have left in parts: a query looks into each.
     *
     * @return whether there may be more to do
     */
    boolean mergeSome();

    /** {@return how many texts are enough to be indexed before the end of a job that changes many} */
    int enough();
}
