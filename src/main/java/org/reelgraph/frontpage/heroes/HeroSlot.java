package org.reelgraph.frontpage.heroes;

/** Which part of a pool a pick belongs to, in the order in which the parts are filled. */
public enum HeroSlot {
    NEW, TOP_RATED, OLD_BUT_GOLD, RANDOM
}
