package org.reelgraph.catalog.search.fts5;

import org.reelgraph.catalog.search.text.SearchText;

/**
 * Texts as pairs of adjacent characters, each of which is a word of the index, so that any fragment is a phrase. The
 * tokenizer {@code ascii} splits words at every ASCII character that is not a letter or digit
 * (https://sqlite.org/fts5.html#ascii_tokenizer), so such characters are moved to a private use area.
 */
final class Pairs {

    private static final int PRIVATE_AREA = 0xE100;
    private static final int PER_CHARACTER = 3;

    private Pairs() {
    }

    /** {@return all pairs of a folded text, including its end; empty where the text is} */
    static String ofWhole(String folded) {
        return folded.isEmpty() ? "" : of(folded + SearchText.END);
    }

    /** {@return all pairs of a folded text} */
    static String of(String folded) {
        var pairs = new StringBuilder(PER_CHARACTER * folded.length());
        var before = -1;
        for (var at = 0; at < folded.length();) {
            var character = folded.codePointAt(at);
            at += Character.charCount(character);
            var next = inWord(character);
            if (before >= 0) {
                pairs.append(pairs.isEmpty() ? "" : " ").appendCodePoint(before).appendCodePoint(next);
            }
            before = next;
        }
        return pairs.toString();
    }

    /** {@return the character as used in pairs} */
    static int inWord(int character) {
        return character < 128 && !Character.isLetterOrDigit(character) ? PRIVATE_AREA + character : character;
    }
}
