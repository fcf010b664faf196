package org.reelgraph.frontpage.heroes;

/** What speaks for a pick, and what had to be conceded. */
public enum HeroReason {
    ADDED_RECENTLY, RATED_HIGHLY, RELEASED_LONG_AGO, DRAWN_BY_LOT, SHOWN_RECENTLY, WITHOUT_BACKDROP, BEYOND_CAP
}
