package org.reelgraph.catalog.search;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.reelgraph.catalog.SortKeys;

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
    static final String VERSION = "2";
    /** What is taken for a word, as it is written. */
    static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{M}\\p{N}'’\\u00AD\\u200B-\\u200F\\u2060\\uFEFF]+");
    /** A character that marks the end of what is indexed of a title; no word has it. */
    static final String END = "\uE000";

    private static final String START = "\uE001";

    private static final Pattern APOSTROPHES = Pattern.compile("['’]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    // Characters that the tokenizer takes for no part of a word move to a private area.
    private static final int PRIVATE_AREA = 0xE100;

    private SearchText() {
    }

    /** {@return the words of a text, folded} */
    static List<String> words(String text) {
        return BETWEEN_WORDS.splitAsStream(APOSTROPHES.matcher(SortKeys.folded(text)).replaceAll(""))
                .filter(word -> !word.isEmpty()).toList();
    }

    /** {@return what is taken for words of a text, as they are written} */
    static Stream<MatchResult> tokens(String text) {
        return TOKEN.matcher(text).results();
    }

    /** {@return the words of a title; before and after them stand the first and the last once more, marked as such} */
    static String title(String title) {
        var words = words(title);
        return words.isEmpty() ? "" : beginning(words) + " " + END + words.getLast();
    }

    /** {@return the words that a title begins with, as it holds them} */
    static String beginning(List<String> words) {
        return START + words.getFirst() + " " + String.join(" ", words);
    }

    /** {@return the words that a title begins with, the last of which may be the beginning of one} */
    static String unfinishedBeginning(List<String> words) {
        return words.size() == 1 ? START + words.getFirst() : beginning(words);
    }

    /** {@return every two characters of a text that stand beside each other, its end included} */
    static String fragments(String text) {
        return pairs(SortKeys.folded(text) + END);
    }

    /** {@return every two characters of a folded text that stand beside each other} */
    static String pairs(String folded) {
        var characters = folded.codePoints().map(SearchText::inWord).mapToObj(Character::toString).toList();
        return characters.isEmpty()
                ? ""
                : IntStream.range(1, characters.size())
                        .mapToObj(i -> characters.get(i - 1) + characters.get(i)).collect(Collectors.joining(" "));
    }

    /** {@return what finds the titles and names that hold a folded text, not an empty one, in the language of {@code search_fragments}} */
    public static String matchInTitle(String folded) {
        return "title : " + new SearchQuery.Fragment(folded).quoted();
    }

    /** {@return the character as it stands in pairs} */
    static int inWord(int character) {
        return character < 128 && !Character.isLetterOrDigit(character) ? PRIVATE_AREA + character : character;
    }
}
