package org.reelgraph.catalog.tags;

/** The kinds of words an item is tagged with. */
public enum TagKind {
    GENRE, COLLECTION, COUNTRY, LABEL
}
