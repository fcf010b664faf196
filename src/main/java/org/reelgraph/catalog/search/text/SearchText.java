package org.reelgraph.catalog.search.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.reelgraph.catalog.SortKeys;
import org.reelgraph.catalog.search.text.Tokenizer.Segment;
import org.reelgraph.catalog.search.text.Tokenizer.Token;

/**
 * Texts as the index holds them. Its tokenizer {@code ascii} separates words at all of ASCII that is neither letter nor digit
 * (https://sqlite.org/fts5.html#ascii_tokenizer), so that whatever else is left of a text here is one.
 */
public final class SearchText {

    /** The id before which there are no entries of episodes. */
    public static final long FIRST_EPISODE = SearchType.EPISODE.firstEntryId();

    /** The index' table of titles and names as pairs of characters. */
    public static final String FRAGMENTS = "search_fragments";

    /** Counted up where words or fragments are made in another way, so that the index is made anew. */
    public static final String VERSION = "4";
    /** A character that marks the end of what is indexed of a title; no word has it. */
    public static final String END = "\uE000";

    private static final String START = "\uE001";
    // What is typed for an apostrophe, and signs that nobody types.
    private static final Map<Character, Character> PLAIN = Map.ofEntries(Map.entry('`', '\''), Map.entry('´', '\''),
            Map.entry('‘', '\''), Map.entry('’', '\''), Map.entry('‛', '\''), Map.entry('ʼ', '\''),
            Map.entry('ʻ', '\''), Map.entry('′', '\''), Map.entry('՚', '\''), Map.entry('＇', '\''),
            Map.entry('™', ' '), Map.entry('®', ' '), Map.entry('©', ' '), Map.entry('℠', ' '), Map.entry('—', ' '));
    // Characters that the tokenizer takes for no part of a word move to a private area.
    private static final int PRIVATE_AREA = 0xE100;

    private SearchText() {
    }

    /** {@return a text with one apostrophe for all that look like one, and spaces for marks such as ™; as long as it was} */
    public static String plain(String text) {
        if (text.chars().noneMatch(letter -> letter == '`' || letter > 127)) {
            return text;
        }
        var letters = text.toCharArray();
        for (var i = 0; i < letters.length; i++) {
            letters[i] = PLAIN.getOrDefault(letters[i], letters[i]);
        }
        return new String(letters);
    }

    /** {@return a text's words, cut} */
    static List<Segment> segments(String text) {
        return Tokenizer.segments(folded(text), false);
    }

    /** {@return the words of what is typed, to which more may be added} */
    public static List<Segment> segmentsOfQuery(String text) {
        return Tokenizer.segments(folded(text), true);
    }

    private static String folded(String text) {
        var plain = plain(text);
        if (plain.chars().allMatch(letter -> letter < 128)) {
            return SortKeys.folded(plain);
        }
        return plain.codePoints().anyMatch(FoldedText::isNumberSign)
                ? FoldedText.inWords(plain).text()
                : foldedInParts(plain);
    }

    // Folding takes a microsecond a letter where any is beyond ASCII, so each word is folded alone.
    private static String foldedInParts(String text) {
        var folded = new StringBuilder(text.length());
        for (var start = 0; start < text.length();) {
            var space = text.indexOf(' ', start);
            var end = space < 0 ? text.length() : space + 1;
            folded.append(SortKeys.folded(text.substring(start, end)));
            start = end;
        }
        return folded.toString();
    }

    /** {@return the words of a text as they are written, folded} */
    public static List<String> words(String text) {
        return words(segments(text), Segment::literal);
    }

    private static List<String> words(Collection<Segment> segments, Function<Segment, List<Token>> of) {
        // A stream for each word of a library's texts would take a tenth of an import.
        var words = new ArrayList<String>(segments.size() + 2);
        for (var segment : segments) {
            for (var token : of.apply(segment)) {
                words.add(token.word());
            }
        }
        return words;
    }

    /** {@return the words of a title as they are written and, where they vary, as their variants; nothing where there are none} */
    public static List<List<String>> readings(String title) {
        var segments = segments(title);
        var literal = words(segments, Segment::literal);
        var variant = words(segments, Segment::variant);
        if (variant.isEmpty()) {
            return List.of();
        }
        return literal.isEmpty() || literal.equals(variant) ? List.of(variant) : List.of(literal, variant);
    }

    /** {@return readings of a title, one after the other, with a mark between them} */
    public static String joined(List<List<String>> readings) {
        return readings.stream().map(words -> String.join(" ", words)).collect(Collectors.joining(" " + END + " "));
    }

    /** {@return the words of a text that is no title; after a mark those that are only in variants, but not the signs that stand there for words} */
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

    /** {@return whether this is indexed of a title's variant, and not of one of another text} */
    public static boolean isOnlyInTitles(String word) {
        return word.length() == 1 || isSign(word);
    }

    /** {@return whether this stands in variants for words that mean the same} */
    public static boolean isSign(String word) {
        return word.startsWith(Tokenizer.AND) || word.startsWith(Numerals.MARK);
    }

    /** {@return the words of a title, as it holds them; before and after them stand the first and the last once more, marked as such} */
    public static String whole(List<String> words) {
        return beginning(words) + " " + END + words.getLast();
    }

    /** {@return the words that a title begins with, as it holds them} */
    public static String beginning(List<String> words) {
        return START + words.getFirst() + " " + String.join(" ", words);
    }

    /** {@return what finds titles that begin with these words, the last of which may be the beginning of one} */
    public static String matchUnfinishedBeginning(List<String> words) {
        return "\"" + (words.size() == 1 ? START + words.getFirst() : beginning(words)) + "\""
                + (isSign(words.getLast()) ? "" : " *");
    }

    /** {@return every two characters of a text that stand beside each other, its end included} */
    public static String fragments(String text) {
        return pairs(SortKeys.folded(text) + END);
    }

    /** {@return every two characters of a folded text that stand beside each other} */
    public static String pairs(String folded) {
        var characters = folded.codePoints().map(SearchText::inWord).mapToObj(Character::toString).toList();
        return characters.isEmpty()
                ? ""
                : IntStream.range(1, characters.size())
                        .mapToObj(i -> characters.get(i - 1) + characters.get(i)).collect(Collectors.joining(" "));
    }

    /** {@return what finds the titles and names that hold a folded text, not an empty one, in the language of {@code search_fragments}} */
    public static String matchInTitle(String folded) {
        return "title : " + new Fragment(folded).quoted();
    }

    /** {@return the character as it stands in pairs} */
    static int inWord(int character) {
        return character < 128 && !Character.isLetterOrDigit(character) ? PRIVATE_AREA + character : character;
    }
}
