package org.reelgraph.artwork.fetching;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.catalog.lists.StoredFilter;

/**
 * What a job is asked to fetch.
 *
 * @param ids    global ids of items
 * @param filter a {@code MediaFilter}
 * @param force  whether what the library has is fetched, too
 */
record RefreshInput(Optional<List<String>> ids, Optional<Map<String, Object>> filter, boolean force) {

    /** What is missing of all items. */
    static final RefreshInput MISSING = new RefreshInput(Optional.empty(), Optional.empty(), false);

    static final String IDS = "ids";
    static final String FILTER = "filter";
    private static final String FORCE = "force";

    /** {@return the input of a job, as it was given or as its row keeps it} */
    static RefreshInput of(Map<String, Object> input) {
        return new RefreshInput(
                Optional.ofNullable(input.get(IDS)).map(ids -> ((List<?>) ids).stream().map(Object::toString).toList()),
                Optional.ofNullable(input.get(FILTER)).map(StoredFilter::read),
                Boolean.TRUE.equals(input.get(FORCE)));
    }

    /** {@return the input as a job's row keeps it} */
    Map<String, Object> asMap() {
        var input = new HashMap<String, Object>(Map.of(FORCE, force));
        ids.ifPresent(given -> input.put(IDS, given));
        filter.ifPresent(given -> input.put(FILTER, given));
        return input;
    }

    /** {@return what is fetched, in words} */
    String inWords() {
        return (force ? "all artwork" : "missing artwork") + ids
                .map(given -> given.size() == 1 ? " of " + given.getFirst() : " of " + given.size() + " items")
                .orElse(filter.isPresent() ? " of a list" : "");
    }
}
