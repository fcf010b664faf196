package org.reelgraph.quality;

import java.util.List;
import java.util.Optional;

/**
 * What a quality profile says.
 *
 * @param cutoff    the quality that is good enough; an allowed one
 * @param qualities best first
 * @param minSize   the least size in bytes
 * @param maxSize   the greatest size in bytes
 */
public record ProfileContent(String name, Optional<String> description, boolean upgradeAllowed, String cutoff,
        List<RankedQuality> qualities, Optional<Long> minSize, Optional<Long> maxSize) {

    /** {@return the allowed qualities, best first} */
    List<String> allowed() {
        return qualities.stream().filter(RankedQuality::allowed).map(RankedQuality::quality).toList();
    }
}
