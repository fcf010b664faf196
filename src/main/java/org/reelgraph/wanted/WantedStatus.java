package org.reelgraph.wanted;

/** How far the search for a wanted item has come. */
public enum WantedStatus {
    WANTED, SEARCHING, FOUND, FAILED
}
