package org.reelgraph.catalog.search.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.reelgraph.catalog.search.text.SearchText;
import org.reelgraph.catalog.search.text.Tokenizer.Segment;

/**
 * A part of a query: a word, or what is written as one, or in quotes.
 *
 * @param literal  what has to be there, all of it
 * @param variants what may be there in its place, all of one
 * @param inQuotes whether it is in quotes, so that nothing is told of what stands before and after it
 */
public record SearchUnit(List<Words> literal, List<List<Words>> variants, boolean inQuotes) {

    /** Words that stand beside each other; one or more. */
    public record Words(List<String> words) {

        private MatchExpression beside() {
            return MatchExpression.phrase(words);
        }

        private MatchExpression unfinished() {
            return new MatchExpression.Phrase(words, !SearchText.isSign(words.getLast()));
        }
    }

    /** {@return words that are typed without quotes, and without space between them} */
    static SearchUnit of(List<Segment> segments) {
        return of(inOrder(segments, false), inOrder(segments, true), false);
    }

    /** {@return words in quotes} */
    static SearchUnit quoted(List<Segment> segments) {
        return of(beside(inOrder(segments, false)), beside(inOrder(segments, true)), true);
    }

    private static SearchUnit of(List<Words> literal, List<Words> variant, boolean inQuotes) {
        return new SearchUnit(literal, literal.equals(variant) ? List.of() : List.of(variant), inQuotes);
    }

    // Words are beside each other where no space is between them.
    private static List<Words> inOrder(List<Segment> segments, boolean asVariant) {
        var words = new ArrayList<Words>();
        segments.stream().flatMap(segment -> (asVariant ? segment.variant() : segment.typed()).stream())
                .forEach(token -> {
                    if (token.apart() || words.isEmpty()) {
                        words.add(new Words(List.of(token.word())));
                    } else {
                        words.add(new Words(Stream.concat(words.removeLast().words().stream(), Stream.of(token.word()))
                                .toList()));
                    }
                });
        return List.copyOf(words);
    }

    private static List<Words> beside(List<Words> words) {
        return List.of(new Words(words.stream().flatMap(each -> each.words().stream()).toList()));
    }

    /** {@return all that it can be: as it is written, then its variants} */
    public Stream<List<Words>> ways() {
        return Stream.concat(Stream.of(literal), variants.stream());
    }

    /** {@return what finds it, whichever way it is written} */
    public MatchExpression anyWay(boolean unfinished) {
        return MatchExpression.any(ways().map(way -> all(way, unfinished)).toList());
    }

    /** {@return what finds it as it is written} */
    MatchExpression literally() {
        return all(literal, false);
    }

    private static MatchExpression all(List<Words> way, boolean unfinished) {
        var last = unfinished ? way.getLast().unfinished() : way.getLast().beside();
        return MatchExpression.all(Stream.concat(way.subList(0, way.size() - 1).stream().map(Words::beside),
                Stream.of(last)).toList());
    }

    /** {@return whether it is a single word, and not in quotes} */
    public boolean isWord() {
        return !inQuotes && literal.size() == 1 && literal.getFirst().words().size() == 1
                && Character.isLetter(word().codePointAt(0));
    }

    /** {@return the first of its words, as it is written} */
    public String word() {
        return literal.getFirst().words().getFirst();
    }

    /** {@return what has to be there where this and another has} */
    public SearchUnit and(SearchUnit other) {
        var variant = both(variantOrLiteral(), other.variantOrLiteral());
        return of(both(literal, other.literal), variant, false);
    }

    private List<Words> variantOrLiteral() {
        return variants.isEmpty() ? literal : variants.getFirst();
    }

    private static List<Words> both(List<Words> ones, List<Words> others) {
        return Stream.concat(ones.stream(), others.stream()).toList();
    }

    /** {@return this with one variant more} */
    public SearchUnit or(Words variant) {
        return new SearchUnit(literal, Stream.concat(variants.stream(), Stream.of(List.of(variant))).toList(),
                inQuotes);
    }

    /**
     * {@return its words, to be compared letter by letter with those of titles; a sign for those that mean "and", and
     * for numbers}
     */
    public List<String> spelled() {
        return row(0).stream().anyMatch(SearchText::isSign) ? row(0) : row();
    }

    /** {@return its words in the order in which they are written} */
    public List<String> row() {
        return row(literal);
    }

    /** {@return its words in the order in which a variant has them; the last one's where it has fewer} */
    public List<String> row(int variant) {
        return row(variants.isEmpty() ? literal : variants.get(Math.min(variant, variants.size() - 1)));
    }

    private static List<String> row(List<Words> way) {
        return way.stream().flatMap(each -> each.words().stream()).toList();
    }
}
