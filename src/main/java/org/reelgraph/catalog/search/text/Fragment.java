package org.reelgraph.catalog.search.text;

/** Characters that stand beside each other, in words or not. */
public record Fragment(String folded) {

    /** {@return the fragment as the index's language writes it} */
    public String quoted() {
        var one = folded.codePointCount(0, folded.length()) == 1;
        return one
                ? "\"" + Character.toString(SearchText.inWord(folded.codePointAt(0))) + "\" *"
                : "\"" + SearchText.pairs(folded) + "\"";
    }
}
