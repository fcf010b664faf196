package org.reelgraph.verification.checks;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What verifications demand of an item.
 *
 * @param minDurationSeconds  the least duration
 * @param minBitrates         the least kbit/s by the height of the picture
 * @param allowedContainers   as in {@code mkv}
 */
public record Thresholds(int minDurationSeconds, SortedMap<Integer, Integer> minBitrates,
        List<String> allowedContainers) {

    /** What is demanded if nothing is set. */
    public static final Thresholds DEFAULT = new Thresholds(60,
            new TreeMap<>(Map.of(720, 1500, 1080, 2500, 2160, 8000)),
            List.of("mp4", "mkv"));

    /**
     * What is set; the default counts where nothing is.
     */
    public record Own(Optional<Integer> minDurationSeconds, Optional<SortedMap<Integer, Integer>> minBitrates,
            Optional<List<String>> allowedContainers) {

        /** Nothing is set. */
        public static final Own NONE = new Own(Optional.empty(), Optional.empty(), Optional.empty());

        /** {@return what is demanded} */
        public Thresholds effective() {
            return new Thresholds(minDurationSeconds.orElse(DEFAULT.minDurationSeconds),
                    minBitrates.orElse(DEFAULT.minBitrates), allowedContainers.orElse(DEFAULT.allowedContainers));
        }
    }
}
