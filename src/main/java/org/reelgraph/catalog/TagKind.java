package org.reelgraph.catalog;

/** The kinds of words an item is tagged with. */
public enum TagKind {
    GENRE, COLLECTION, COUNTRY, LABEL
}
