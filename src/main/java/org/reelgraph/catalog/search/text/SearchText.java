package org.reelgraph.catalog.search.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.search.text.Tokenizer.Segment;
import org.reelgraph.catalog.search.text.Tokenizer.Token;

/**
 * The words of texts as they are stored in the index. A word has letters and digits, and marks beyond ASCII: whatever
 * else is ASCII separates words.
 */
public final class SearchText {

    /** Increment this if words or fragments are formed differently, so that the index is rebuilt. */
    public static final String VERSION = "5";
    /** Marks the end of the indexed part of a title; no word contains it. */
    public static final String END = "\uE000";

    private static final int LAST_OF_ASCII = 127;
    private static final String START = "\uE001";

    private SearchText() {
    }

    /**
     * {@return the text with one apostrophe for all that look similar, and spaces for marks such as ™; its length is
     * unchanged}
     */
    public static String plain(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (plain(text.charAt(i)) != text.charAt(i)) {
                var letters = text.toCharArray();
                for (; i < letters.length; i++) {
                    letters[i] = plain(letters[i]);
                }
                return new String(letters);
            }
        }
        return text;
    }

    // Characters that people type for an apostrophe, and signs that nobody types.
    private static char plain(char letter) {
        return switch (letter) {
            case '`', '´', '‘', '’', '‛', 'ʼ', 'ʻ', '′', '՚', '＇' -> '\'';
            case '™', '®', '©', '℠', '—' -> ' ';
            default -> letter;
        };
    }

    /** {@return a text split into words} */
    static List<Segment> segments(String text) {
        return Tokenizer.segments(folded(text), false);
    }

    /** {@return the words of a query that the user may still be typing} */
    public static List<Segment> segmentsOfQuery(String text) {
        return Tokenizer.segments(folded(text), true);
    }

    private static String folded(String text) {
        var plain = plain(text);
        return hasNumberSign(plain) ? FoldedText.inWords(plain).text() : SortKeys.folded(plain);
    }

    private static boolean hasNumberSign(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_OF_ASCII && FoldedText.isNumberSign(text.codePointAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** {@return the words of a text as written, folded} */
    public static List<String> words(String text) {
        return words(segments(text), Segment::literal);
    }

    private static List<String> words(Collection<Segment> segments, Function<Segment, List<Token>> of) {
        // A stream per word would take a tenth of an import's time.
        var words = new ArrayList<String>(segments.size() + 2);
        for (var segment : segments) {
            for (var token : of.apply(segment)) {
                words.add(token.word());
            }
        }
        return words;
    }

    /**
     * {@return the words of a title as written and, if they have variants, as their variants; empty if there are none}
     */
    public static List<List<String>> readings(String title) {
        var segments = segments(title);
        var literal = words(segments, Segment::literal);
        var variant = words(segments, Segment::variant);
        if (variant.isEmpty()) {
            return List.of();
        }
        return literal.isEmpty() || literal.equals(variant) ? List.of(variant) : List.of(literal, variant);
    }

    /** {@return the readings of a title, joined by a mark} */
    public static String joined(List<List<String>> readings) {
        var text = new StringJoiner(" " + END + " ");
        for (var words : readings) {
            text.add(String.join(" ", words));
        }
        return text.toString();
    }

    /**
     * {@return the words of a text other than a title, followed by a mark and the words found only in variants; signs
     * that represent words in variants are left out}
     */
    public static String textWords(String text) {
        var segments = segments(text);
        var words = words(segments, Segment::literal);
        var others = new LinkedHashSet<String>();
        for (var segment : segments) {
            if (segment.varies()) {
                segment.variant().stream().map(Token::word).filter(word -> !isOnlyInTitles(word)).forEach(others::add);
            }
        }
        if (!others.isEmpty()) {
            words.add(END);
            words.addAll(others);
        }
        return String.join(" ", words);
    }

    /** {@return whether a word like this in a variant is indexed for titles only} */
    public static boolean isOnlyInTitles(String word) {
        return word.length() == 1 || isSign(word);
    }

    /** {@return whether this represents several words with the same meaning in variants} */
    public static boolean isSign(String word) {
        return word.startsWith(Tokenizer.AND) || word.startsWith(Numerals.MARK);
    }

    /**
     * {@return the words of a whole title as stored; the first word is repeated before them and the last after them,
     * both marked}
     */
    public static List<String> whole(List<String> words) {
        var whole = marked(words);
        whole.add(END + words.getLast());
        return whole;
    }

    /** {@return the first words of a title as stored} */
    public static List<String> beginning(List<String> words) {
        return marked(words);
    }

    private static List<String> marked(List<String> words) {
        var marked = new ArrayList<String>(words.size() + 2);
        marked.add(START + words.getFirst());
        marked.addAll(words);
        return marked;
    }

    /** {@return the first words of a title as stored, the last of which may be incomplete} */
    public static List<String> unfinishedBeginning(List<String> words) {
        return words.size() == 1 ? List.of(START + words.getFirst()) : beginning(words);
    }
}
