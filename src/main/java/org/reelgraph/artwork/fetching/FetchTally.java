package org.reelgraph.artwork.fetching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.artwork.fetching.ArtworkFetch.Outcome;

/**
 * How far a job is, as its checkpoint.
 *
 * @param last      the id of the last item whose pictures were all looked after
 * @param items     how many items these are
 * @param byOutcome how many pictures were fetched, in the order of outcomes
 */
record FetchTally(long last, int items, List<Integer> byOutcome) {

    private static final String SEPARATOR = " ";
    private static final FetchTally START = new FetchTally(Long.MIN_VALUE, 0, List.of(0, 0, 0));

    /** {@return what a checkpoint holds} */
    static FetchTally of(@Nullable String checkpoint) {
        return Optional.ofNullable(checkpoint).map(text -> List.of(text.split(SEPARATOR)))
                .map(parts -> new FetchTally(Long.parseLong(parts.getFirst()), Integer.parseInt(parts.get(1)),
                        parts.stream().skip(2).map(Integer::valueOf).toList()))
                .orElse(START);
    }

    /** {@return what it is after further pictures} */
    FetchTally with(List<ArtworkFetch> fetches) {
        var counts = new ArrayList<>(byOutcome);
        fetches.forEach(fetch -> counts.set(fetch.outcome().ordinal(), counts.get(fetch.outcome().ordinal()) + 1));
        return new FetchTally(last, items, List.copyOf(counts));
    }

    /** {@return what it is once further items are done, of which this is the last} */
    FetchTally upTo(long item, int more) {
        return new FetchTally(item, items + more, byOutcome);
    }

    /** {@return the checkpoint} */
    String text() {
        return last + SEPARATOR + items + SEPARATOR
                + byOutcome.stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR));
    }

    /** {@return how many pictures were fetched, or could not be} */
    int pictures() {
        return byOutcome.stream().mapToInt(Integer::intValue).sum();
    }

    /** {@return how many pictures this became of} */
    int count(Outcome outcome) {
        return byOutcome.get(outcome.ordinal());
    }
}
