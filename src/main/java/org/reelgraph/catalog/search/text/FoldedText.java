package org.reelgraph.catalog.search.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.search.text.Tokenizer.Segment;
import org.reelgraph.catalog.search.text.Tokenizer.Token;

/**
 * A text that was folded letter by letter, with the origin of each of its characters.
 *
 * @param text    the folded text
 * @param origins maps each of its characters to its position in the original text
 * @param written the original text
 */
public record FoldedText(String text, IntUnaryOperator origins, String written) {

    private static final int FIRST_ROMAN_SIGN = 0x2160;
    private static final int LAST_ROMAN_SIGN = 0x2188;

    /** {@return a text, folded} */
    public static FoldedText of(String written) {
        return folded(written, false, written);
    }

    /**
     * {@return a text, folded for splitting into words; hyphens separate letters from number signs such as ³ and Ⅱ,
     * which are words of their own}
     */
    public static FoldedText inWords(String written) {
        return folded(SearchText.plain(written), true, written);
    }

    /** {@return whether a character represents a number but is not a digit} */
    static boolean isNumberSign(int character) {
        return Character.getType(character) == Character.OTHER_NUMBER
                || character >= FIRST_ROMAN_SIGN && character <= LAST_ROMAN_SIGN;
    }

    private static FoldedText folded(String text, boolean numbersApart, String written) {
        if (text.chars().allMatch(letter -> letter < 128)) {
            return new FoldedText(SortKeys.folded(text), place -> place, written);
        }
        var folded = new StringBuilder();
        var origins = new ArrayList<Integer>();
        for (var at = 0; at < text.length();) {
            var character = text.codePointAt(at);
            var next = at + Character.charCount(character);
            folded.append(SortKeys.folded(Character.toString(character)));
            if (numbersApart && next < text.length() && isBorder(character, text.codePointAt(next))) {
                folded.append('-');
            }
            while (origins.size() < folded.length()) {
                origins.add(at);
            }
            at = next;
        }
        return new FoldedText(folded.toString(), origins::get, written);
    }

    private static boolean isBorder(int character, int next) {
        return isNumberSign(character) != isNumberSign(next)
                && Character.isLetterOrDigit(character) | isNumberSign(character)
                && Character.isLetterOrDigit(next) | isNumberSign(next);
    }

    /** {@return the text split into words; see {@link Tokenizer#segments}} */
    public List<Segment> segments(boolean goesOn) {
        return Tokenizer.segments(text, goesOn);
    }

    /** {@return a word in its original spelling} */
    public String written(Token token) {
        return written.substring(startOf(token.start()), endOf(token.end()));
    }

    /** {@return the position in the original text at which a part of the folded text starts} */
    public int startOf(int start) {
        return origins.applyAsInt(start);
    }

    /** {@return the position in the original text at which a non-empty part of the folded text ends (exclusive)} */
    public int endOf(int end) {
        var last = origins.applyAsInt(end - 1);
        return last + Character.charCount(written.codePointAt(last));
    }
}
