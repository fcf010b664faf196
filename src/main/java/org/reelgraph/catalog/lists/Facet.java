package org.reelgraph.catalog.lists;

/** The facets that media are counted by. Facets of tags have the names of {@link org.reelgraph.catalog.TagKind}. */
public enum Facet {
    KIND, YEAR, STUDIO, CONTENT_RATING, RATING, GENRE, COLLECTION, COUNTRY, LABEL
}
