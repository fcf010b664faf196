package org.reelgraph.catalog;

/** The two lists of credits an item or episode has. */
public enum CreditRole {
    CAST, CREW
}
