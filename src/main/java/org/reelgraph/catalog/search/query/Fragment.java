package org.reelgraph.catalog.search.query;

/** Consecutive characters, which may start and end anywhere, also inside words. */
public record Fragment(String folded) {

    /** {@return what finds it anywhere in a text} */
    public MatchExpression anywhere() {
        return new MatchExpression.Characters(folded, false, false);
    }
}
