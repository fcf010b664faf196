package org.reelgraph.catalog.search;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.text.SearchType;
import org.reelgraph.storage.sql.Condition;

/**
 * What is searched of all entries.
 *
 * @param types  of these types; of all where there are none
 * @param media  where it is given, only entries of media items that are so
 * @param except the ids of entries that are left out
 */
public record SearchScope(List<SearchType> types, Optional<Condition> media, List<Long> except) {

    /** {@return all entries of these types, or of all where there are none} */
    public static SearchScope of(List<SearchType> types) {
        return new SearchScope(types, Optional.empty(), List.of());
    }

    /** {@return this, but for media items, and only those that are so} */
    public SearchScope ofMedia(Condition condition) {
        return new SearchScope(types, Optional.of(condition), except);
    }

    /** {@return this without some entries} */
    public SearchScope without(List<Long> entryIds) {
        return new SearchScope(types, media, Stream.concat(except.stream(), entryIds.stream()).toList());
    }
}
