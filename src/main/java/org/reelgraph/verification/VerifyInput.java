package org.reelgraph.verification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.lists.StoredFilter;
import org.reelgraph.verification.checks.Phase;

/**
 * What a job is asked to verify.
 *
 * @param ids    global ids of items
 * @param filter a {@code MediaFilter}
 * @param kind   only items of this kind
 * @param path   the item's file
 */
record VerifyInput(Optional<List<String>> ids, Optional<Map<String, Object>> filter, Optional<MediaKind> kind,
        Phase phase, Optional<String> path) {

    static final String IDS = "ids";
    static final String FILTER = "filter";
    static final String KIND = "kind";
    static final String PHASE = "phase";
    static final String PATH = "path";

    /** {@return the input of a job, as it was given or as its row keeps it} */
    static VerifyInput of(Map<String, Object> input) {
        return new VerifyInput(
                Optional.ofNullable(input.get(IDS))
                        .map(ids -> ((List<?>) ids).stream().map(Object::toString).toList()),
                Optional.ofNullable(input.get(FILTER)).map(StoredFilter::read),
                text(input, KIND).map(MediaKind::valueOf), text(input, PHASE).map(Phase::valueOf).orElse(Phase.ALL),
                text(input, PATH));
    }

    private static Optional<String> text(Map<String, Object> input, String name) {
        return Optional.ofNullable(input.get(name)).map(Object::toString);
    }

    /** {@return the input as a job's row keeps it} */
    Map<String, Object> asMap() {
        var input = new HashMap<String, Object>(Map.of(PHASE, phase.name()));
        ids.ifPresent(given -> input.put(IDS, given));
        filter.ifPresent(given -> input.put(FILTER, given));
        kind.ifPresent(given -> input.put(KIND, given.name()));
        path.ifPresent(given -> input.put(PATH, given));
        return input;
    }

    /** {@return what is verified, in words} */
    String inWords() {
        return phase
                + ids.map(given -> given.size() == 1 ? " of " + given.getFirst() : " of " + given.size() + " items")
                        .orElse(" of a list");
    }
}
