package org.reelgraph.catalog.search.text;

/** Consecutive characters, which may start and end anywhere, also inside words. */
public record Fragment(String folded) {

    /** {@return the fragment in the index's query language} */
    public String quoted() {
        var one = folded.codePointCount(0, folded.length()) == 1;
        return one
                ? "\"" + Character.toString(SearchText.inWord(folded.codePointAt(0))) + "\" *"
                : "\"" + SearchText.pairs(folded) + "\"";
    }
}
