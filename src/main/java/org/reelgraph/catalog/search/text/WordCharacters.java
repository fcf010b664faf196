package org.reelgraph.catalog.search.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/** Which characters make words that people look for as words, and which are looked for wherever they stand. */
public final class WordCharacters {

    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA, UnicodeScript.HANGUL, UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);
    private static final int LAST_OF_ASCII = 127;

    private WordCharacters() {
    }

    /** {@return whether any character is of a script in which words aren't apart} */
    public static boolean hasScriptWithoutSpaces(String text) {
        return text.codePoints().anyMatch(WordCharacters::isWithoutSpaces);
    }

    /** {@return whether all of a folded text is words with spaces around them} */
    public static boolean isAll(String folded) {
        for (var at = 0; at < folded.length();) {
            var character = folded.codePointAt(at);
            if (character != ' ' && (!Tokenizer.isOfWord(character) || isWithoutSpaces(character))) {
                return false;
            }
            at += Character.charCount(character);
        }
        return true;
    }

    private static boolean isWithoutSpaces(int character) {
        return character > LAST_OF_ASCII && WITHOUT_SPACES.contains(UnicodeScript.of(character));
    }
}
