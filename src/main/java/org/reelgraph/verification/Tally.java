package org.reelgraph.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.verification.checks.Severity;

/**
 * How far a job is, as its checkpoint.
 *
 * @param last       the id of the last item that was verified
 * @param bySeverity how many items there were, by the rank of their gravest issue
 */
record Tally(long last, List<Integer> bySeverity) {

    private static final String SEPARATOR = " ";
    private static final Tally START = new Tally(Long.MIN_VALUE,
            List.of(0, 0, 0, 0));

    /** {@return what a checkpoint holds} */
    static Tally of(@Nullable String checkpoint) {
        return Optional.ofNullable(checkpoint).map(text -> List.of(text.split(SEPARATOR)))
                .map(parts -> new Tally(Long.parseLong(parts.getFirst()),
                        parts.stream().skip(1).map(Integer::valueOf).toList()))
                .orElse(START);
    }

    /** {@return what it is after another item} */
    Tally with(Verification found, long mediaId) {
        var counts = new ArrayList<>(bySeverity);
        counts.set(found.severity(), counts.get(found.severity()) + 1);
        return new Tally(mediaId, List.copyOf(counts));
    }

    /** {@return the checkpoint} */
    String text() {
        return last + SEPARATOR + bySeverity.stream().map(String::valueOf).collect(Collectors.joining(SEPARATOR));
    }

    /** {@return how many items were verified} */
    int done() {
        return bySeverity.stream().mapToInt(Integer::intValue).sum();
    }

    /** {@return how many items have an issue of this severity and none that is graver} */
    int count(Severity severity) {
        return bySeverity.get(severity.rank());
    }
}
