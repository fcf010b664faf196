package org.reelgraph.frontpage.heroes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * The picks of a kind for some time.
 *
 * @param version      the number of the pool: each one follows from the one before
 * @param policyHash   of the policy by which they were picked
 * @param seed         of what was drawn by lot
 * @param libraryPlace the place of the library's last change that it knows
 * @param beganAt      when the first of the pools was made that take each other's place in this time
 * @param createdAt    when it was made itself
 * @param expiresAt    when the time ends
 */
@GeneratedBuilder
public record HeroPool(MediaKind kind, long version, String policyHash, long seed, long libraryPlace, Instant beganAt,
        Instant createdAt, Instant expiresAt, List<HeroPick> picks) {

    /** How many picks are of a slot. */
    public record SlotCount(HeroSlot slot, int count) {
    }

    private static final Duration GRACE = Duration.ofMinutes(30);

    /** {@return how many picks are of each slot} */
    public List<SlotCount> slots() {
        return List.of(HeroSlot.values()).stream()
                .map(slot -> new SlotCount(slot, (int) picks.stream().filter(pick -> pick.slot() == slot).count()))
                .toList();
    }

    /** {@return whether this is the time for which it was made} */
    boolean isOf(Instant now) {
        return !now.isBefore(beganAt) && now.isBefore(expiresAt);
    }

    /** {@return whether it may be shown while the next one is made} */
    boolean isInGrace(Instant now) {
        return !now.isBefore(beganAt) && now.isBefore(expiresAt.plus(GRACE));
    }
}
