package org.reelgraph.verification.checks;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static org.reelgraph.verification.checks.Check.ASPECT_RATIO;
import static org.reelgraph.verification.checks.Check.BITRATE;
import static org.reelgraph.verification.checks.Check.CONTAINER;
import static org.reelgraph.verification.checks.Check.DECODING;
import static org.reelgraph.verification.checks.Check.DURATION;
import static org.reelgraph.verification.checks.Check.FILE_TYPE;
import static org.reelgraph.verification.checks.Check.QUALITY;
import static org.reelgraph.verification.checks.Check.TITLE;

/** A part of an item's way into the library, with the checks that belong there. */
public enum Phase {
    DOWNLOADER(TITLE, FILE_TYPE), ARR(TITLE, CONTAINER, DURATION, BITRATE, QUALITY), PLAYER(CONTAINER, DURATION,
            ASPECT_RATIO, DECODING), ALL(Check.values());

    /** The names of all phases. */
    public static final List<String> NAMES = Stream.of(values()).map(Phase::name).toList();

    private final Set<Check> checks;

    Phase(Check... checks) {
        this.checks = EnumSet.noneOf(Check.class);
        this.checks.addAll(List.of(checks));
    }

    /** {@return whether it includes a check} */
    public boolean includes(Check check) {
        return checks.contains(check);
    }
}
