package org.reelgraph.catalog.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.search.FullTextSearch.Found;
import org.reelgraph.catalog.search.query.ScatteredQuery;
import org.reelgraph.catalog.search.query.SearchQuery;
import org.reelgraph.catalog.search.query.SearchTier;

/** One search, tier by tier. */
final class Lookup {

    /** Something found, and how well it fits. */
    record Ranked(SearchTier tier, Found found) {
    }

    private final FullTextSearch search;
    private final ScatteredSearch scatteredSearch;
    private final SearchQuery query;
    private final SearchScope scope;
    private Optional<Boolean> inTitles = Optional.empty();
    private Optional<List<Found>> scattered = Optional.empty();

    /** Looks nothing up yet. */
    Lookup(FullTextSearch search, ScatteredSearch scatteredSearch, SearchQuery query, SearchScope scope) {
        this.search = search;
        this.scatteredSearch = scatteredSearch;
        this.query = query;
        this.scope = scope;
    }

    /**
     * {@return what is found, the best first}
     *
     * @param reached the tier to go on with
     * @param after   the last entry of that tier to leave out, with all before it; -1 for none
     */
    List<Ranked> find(int reached, long after, int most) {
        // Two lists of words without an entry in common are gone through to their ends: once is enough.
        var mayBeInTitles = query.wanted().size() < 2 || isInTitles();
        var ranked = new ArrayList<Ranked>();
        for (var tier : SearchTier.values()) {
            if (tier.ordinal() >= reached && ranked.size() < most && (mayBeInTitles || tier.isBeyondTitles())) {
                find(tier, tier.ordinal() == reached ? after : -1, most - ranked.size())
                        .forEach(found -> ranked.add(new Ranked(tier, found)));
            }
        }
        return ranked;
    }

    private List<Found> find(SearchTier tier, long after, int most) {
        return tier == SearchTier.SCATTERED
                ? scattered().stream().filter(found -> found.entryId() > after).limit(most).toList()
                : search.find(query, tier, tier.isInTexts() ? unlessScattered() : scope, after, most);
    }

    /** {@return how much is found in all} */
    int count() {
        return scattered().size() + search.count(query, unlessScattered());
    }

    private boolean isInTitles() {
        if (inTitles.isEmpty()) {
            inTitles = Optional.of(search.isInTitles(query, scope));
        }
        return inTitles.get();
    }

    private SearchScope unlessScattered() {
        return scope.without(scattered().stream().map(Found::entryId).toList());
    }

    private List<Found> scattered() {
        if (scattered.isEmpty()) {
            // What a title has as it is typed is no number yet to be finished.
            scattered = Optional.of(ScatteredQuery.of(query, () -> !isInTitles())
                    .map(parts -> scatteredSearch.find(parts, scope)).orElse(List.of()));
        }
        return scattered.get();
    }
}
