package org.reelgraph.catalog.lists;

/** What media are counted by; the constants of tags are called as {@link org.reelgraph.catalog.TagKind} calls them. */
public enum Facet {
    KIND, YEAR, STUDIO, CONTENT_RATING, RATING, GENRE, COLLECTION, COUNTRY, LABEL
}
