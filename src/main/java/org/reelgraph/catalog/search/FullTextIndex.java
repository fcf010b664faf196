package org.reelgraph.catalog.search;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.catalog.search.text.WordCharacters;

/** Writes what is found by texts; one implementation for each kind of index. In the transaction that there is. */
public interface FullTextIndex {

    /**
     * Texts with the id of their entry, in whose order entries are found.
     *
     * @param id    of the entry
     * @param texts what is indexed
     */
    record Entry(long id, Texts texts) {
    }

    /**
     * What is indexed of something.
     *
     * @param entityId      of what it is
     * @param rating        by which it comes before others of its type
     * @param title         the readings of its title or name
     * @param originalTitle the readings of its original title
     * @param folded        its title and its original title, folded; empty where it has none
     * @param summary       its other texts
     */
    record Texts(long entityId, SearchType type, @Nullable Double rating, List<List<String>> title,
            List<List<String>> originalTitle, List<String> folded, @Nullable String summary) {

        boolean hasText() {
            return !folded.getFirst().isEmpty() || summary != null && !summary.isBlank();
        }

        /** {@return its place among all entries} */
        public long place() {
            return type.place(rating);
        }

        /**
         * {@return whether it may be found by characters: lists of episodes have no filter by title, and a search looks for
         * characters only where there are some that make no words}
         */
        public boolean isFoundByCharacters() {
            return type != SearchType.EPISODE || !folded.stream().allMatch(WordCharacters::isAll);
        }
    }

    /** {@return the names of its tables, which are specific to a database} */
    Set<String> tables();

    /** Removes all entries, and from {@code search_entries} what there is no more. */
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

    /** {@return whether texts may be indexed by another transaction of the program, later than they are written} */
    boolean mayBeBehind();

    /** {@return how many texts are enough to be indexed before the end of a job that changes many} */
    int enough();
}
