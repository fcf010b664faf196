package org.reelgraph.frontpage.heroes;

import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaKind;

/**
 * What is known of the heroes, and of the library beside.
 *
 * @param policyHash   differs if anything about the policy does
 * @param libraryPlace the place of the library's last change
 * @param pools        of the kinds that have one
 */
record HeroState(HeroPolicy policy, String policyHash, long libraryPlace, List<Stored> pools) {

    /**
     * A pool that is stored.
     *
     * @param isOutdated whether items of its kind have changed since
     */
    record Stored(HeroPool pool, boolean isOutdated) {
    }

    /** {@return the pool of a kind} */
    Optional<Stored> of(MediaKind kind) {
        return pools.stream().filter(stored -> stored.pool().kind() == kind).findFirst();
    }
}
