package org.reelgraph.catalog.search.query;

import java.util.List;

/** What an entry of the search index has to match: a tree that knows no index. */
public sealed interface MatchExpression {

    /** Which of an entry's texts are looked at. */
    enum Texts {
        /** The title, or the name. */
        TITLE,
        /** The title and the original title. */
        ANY_TITLE,
        /** Titles, tagline and summary. */
        ALL
    }

    /**
     * Words that stand beside each other.
     *
     * @param words      as the index has them; one or more
     * @param unfinished whether the last may be the beginning of a word
     */
    record Phrase(List<String> words, boolean unfinished) implements MatchExpression {
    }

    /**
     * Consecutive characters, wherever words begin and end.
     *
     * @param folded  the characters; one or more
     * @param atStart whether the text begins with them
     * @param atEnd   whether the text ends with them
     */
    record Characters(String folded, boolean atStart, boolean atEnd) implements MatchExpression {
    }

    /** What matches if all parts do; there is at least one. */
    record AllOf(List<MatchExpression> parts) implements MatchExpression {
    }

    /** What matches if any part does; there is at least one. */
    record AnyOf(List<MatchExpression> parts) implements MatchExpression {
    }

    /** What matches one expression and not another. */
    record Except(MatchExpression wanted, MatchExpression unwanted) implements MatchExpression {
    }

    /** What matches within these texts. */
    record Within(Texts texts, MatchExpression expression) implements MatchExpression {
    }

    /** {@return words beside each other} */
    static MatchExpression phrase(List<String> words) {
        return new Phrase(words, false);
    }

    /** {@return what matches if all of one or more parts do} */
    static MatchExpression all(List<MatchExpression> parts) {
        return parts.size() == 1 ? parts.getFirst() : new AllOf(List.copyOf(parts));
    }

    /** {@return what matches if any of one or more parts does} */
    static MatchExpression any(List<MatchExpression> parts) {
        return parts.size() == 1 ? parts.getFirst() : new AnyOf(List.copyOf(parts));
    }

    /** {@return this within the title} */
    default MatchExpression inTitle() {
        return new Within(Texts.TITLE, this);
    }

    /** {@return this within the title and the original title} */
    default MatchExpression inAnyTitle() {
        return new Within(Texts.ANY_TITLE, this);
    }

    /** {@return this within all texts} */
    default MatchExpression inAnyText() {
        return new Within(Texts.ALL, this);
    }

    /** {@return what matches this or another} */
    default MatchExpression or(MatchExpression other) {
        return any(List.of(this, other));
    }
}
