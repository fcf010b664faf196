package org.reelgraph.catalog.search.fts5;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.reelgraph.catalog.search.text.SearchText;

/**
 * Texts as pairs of adjacent characters, each of which is a word of the index, so that any fragment is a phrase. The
 * tokenizer {@code ascii} splits words at every ASCII character that is not a letter or digit
 * (https://sqlite.org/fts5.html#ascii_tokenizer), so such characters are moved to a private use area.
 */
final class Pairs {

    private static final int PRIVATE_AREA = 0xE100;

    private Pairs() {
    }

    /** {@return all pairs of a folded text, including its end; empty where the text is} */
    static String ofWhole(String folded) {
        return folded.isEmpty() ? "" : of(folded + SearchText.END);
    }

    /** {@return all pairs of a folded text} */
    static String of(String folded) {
        var characters = folded.codePoints().map(Pairs::inWord).mapToObj(Character::toString).toList();
        return IntStream.range(1, characters.size()).mapToObj(i -> characters.get(i - 1) + characters.get(i))
                .collect(Collectors.joining(" "));
    }

    /** {@return the character as used in pairs} */
    static int inWord(int character) {
        return character < 128 && !Character.isLetterOrDigit(character) ? PRIVATE_AREA + character : character;
    }
}
