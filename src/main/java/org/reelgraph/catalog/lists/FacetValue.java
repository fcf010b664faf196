package org.reelgraph.catalog.lists;

import org.reelgraph.catalog.SortKeys;

/** A value that media have of a facet, as it is written. */
public record FacetValue(Facet facet, String name) {

    /** {@return the value as filters compare it: without the case of A to Z} */
    public FacetValue folded() {
        return new FacetValue(facet, SortKeys.withoutAsciiCase(name));
    }
}
