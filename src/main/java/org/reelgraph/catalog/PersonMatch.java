package org.reelgraph.catalog;

/** How credits find a person: by an id, or by nothing but the name. */
public enum PersonMatch {
    NAME, EXTERNAL_ID
}
