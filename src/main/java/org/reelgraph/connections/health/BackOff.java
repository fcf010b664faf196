package org.reelgraph.connections.health;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** How long a server is left alone that fails again and again. */
final class BackOff {

    private static final List<Duration> PAUSES = Stream.of(0, 1, 5, 15, 30, 60, 180, 360, 720, 1440)
            .map(Duration::ofMinutes).toList();

    /** The highest level. */
    static final int HIGHEST = PAUSES.size() - 1;

    private BackOff() {
    }

    /** {@return how long a server of this level is left alone} */
    static Duration ofLevel(int level) {
        return PAUSES.get(level);
    }

    /** {@return a pause that a server asks for, which is no longer than the longest of ours} */
    static Duration bounded(Duration pause) {
        return pause.compareTo(PAUSES.getLast()) < 0 ? pause : PAUSES.getLast();
    }
}
