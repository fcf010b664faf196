package org.reelgraph.frontpage.heroes;

import java.util.List;

/**
 * An item that was picked.
 *
 * @param reasons what speaks for it, then what had to be conceded
 */
public record HeroPick(long mediaId, HeroSlot slot, List<HeroReason> reasons) {
}
