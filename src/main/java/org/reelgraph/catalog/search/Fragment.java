package org.reelgraph.catalog.search;

/** Characters that stand beside each other, in words or not. */
record Fragment(String folded) {

    /** {@return the fragment as the index's language writes it} */
    String quoted() {
        var one = folded.codePointCount(0, folded.length()) == 1;
        return one
                ? "\"" + Character.toString(SearchText.inWord(folded.codePointAt(0))) + "\" *"
                : "\"" + SearchText.pairs(folded) + "\"";
    }
}
