package org.reelgraph.catalog.search;

import java.util.List;
import org.reelgraph.catalog.search.FullTextSearch.Found;
import org.reelgraph.catalog.search.query.ScatteredQuery;

/** Finds what has the words of a query in several places; one implementation for each kind of index. */
public interface ScatteredSearch {

    /** {@return the entries that are found, in the order of their ids} */
    List<Found> find(ScatteredQuery query, SearchScope scope);
}
