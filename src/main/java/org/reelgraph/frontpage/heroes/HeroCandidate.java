package org.reelgraph.frontpage.heroes;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * An item that could be picked.
 *
 * @param addedAt     when its newest part was added
 * @param shuffle     its place in the random order
 * @param hasBackdrop whether it has a picture to show it with
 * @param genres      the first of them, in lower case
 * @param wasShown    whether it was picked lately
 */
@GeneratedBuilder
record HeroCandidate(long id, Optional<Integer> year, Instant addedAt, Optional<Double> rating, long shuffle,
        boolean hasBackdrop, Set<String> genres, boolean wasShown) {
}
