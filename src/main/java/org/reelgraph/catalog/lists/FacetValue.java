package org.reelgraph.catalog.lists;

/** A value that media have of a facet, as it is written. */
public record FacetValue(Facet facet, String name) {

    /** {@return the value as filters compare it: without the case of A to Z} */
    public FacetValue folded() {
        var letters = name.toCharArray();
        for (var i = 0; i < letters.length; i++) {
            if (letters[i] >= 'A' && letters[i] <= 'Z') {
                letters[i] += 'a' - 'A';
            }
        }
        return new FacetValue(facet, new String(letters));
    }
}
