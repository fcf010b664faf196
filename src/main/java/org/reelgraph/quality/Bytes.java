package org.reelgraph.quality;

import java.util.Optional;

/** Sizes in bytes, which clients give as numbers that may have decimals. */
final class Bytes {

    private Bytes() {
    }

    /** {@return a whole number of bytes; empty if it isn't one, or is out of range} */
    static Optional<Long> whole(double given) {
        return given >= 0 && given <= ProfileCheck.LARGEST && given == Math.rint(given)
                ? Optional.of((long) given)
                : Optional.empty();
    }
}
