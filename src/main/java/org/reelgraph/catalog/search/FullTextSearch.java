package org.reelgraph.catalog.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.search.query.MatchExpression;
import org.reelgraph.catalog.search.query.SearchQuery;
import org.reelgraph.catalog.search.query.SearchTier;
import org.reelgraph.catalog.search.text.SearchType;

/** Finds entries of the search index; one implementation for each kind of index. */
public interface FullTextSearch {

    /** Something found, and the place of its entry. */
    record Found(long entryId, long entityId, SearchType type) {
    }

    /** What is called so. */
    record Named(String name, SearchType type, long entityId) {
    }

    /** What something is called. */
    record Titles(String title, @Nullable String originalTitle) {
    }

    /**
     * {@return the first entries of a tier that no tier before finds, in the order of their ids; none of the tier
     * {@code SCATTERED}}
     *
     * @param after the id of an entry to leave out, with all before it; -1 for none
     */
    List<Found> find(SearchQuery query, SearchTier tier, SearchScope scope, long after, int most);

    /** {@return the place of an entry among all, which is the same in each kind of index} */
    long placeOf(long entryId);

    /** {@return the last id of an entry of a place that doesn't come after the entry that something has or had there} */
    long idAt(long place, long entityId);

    /** {@return whether any title or name has what a query asks for} */
    boolean isInTitles(SearchQuery query, SearchScope scope);

    /** {@return how many entries all tiers but {@code SCATTERED} find together} */
    int count(SearchQuery query, SearchScope scope);

    /** {@return the titles and names of the first entries that these tiers find, one tier after the other} */
    List<Named> findNames(SearchQuery query, List<SearchTier> tiers, SearchScope scope, int most);

    /**
     * {@return what the first entries are called whose titles and names match an expression in the place of the words
     * of a query}
     */
    List<Titles> findTitles(SearchQuery query, MatchExpression words, SearchScope scope, int most);
}
