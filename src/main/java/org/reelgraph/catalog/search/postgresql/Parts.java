package org.reelgraph.catalog.search.postgresql;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.reelgraph.catalog.search.text.SearchText;

/**
 * What a text is found by: its words, or its pairs of adjacent characters. An index of them tells which texts may have
 * what is looked for, and the texts themselves tell whether they do. So it does no harm that long words are cut.
 */
final class Parts {

    // PostgreSQL takes up to 2,046 bytes.
    private static final int LONGEST = 2_000;

    private Parts() {
    }

    /** {@return the different words of a text in which spaces separate them} */
    static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).map(Parts::cut).distinct().toList();
    }

    /** {@return the different pairs of characters of a folded text, with its end} */
    static List<String> pairs(String folded) {
        return folded.isEmpty() ? List.of() : within(folded + SearchText.END);
    }

    /** {@return the different pairs of characters within two or more} */
    static List<String> within(String folded) {
        var characters = folded.codePoints().mapToObj(Character::toString).toList();
        return IntStream.range(1, characters.size()).mapToObj(i -> characters.get(i - 1) + characters.get(i))
                .distinct().toList();
    }

    /** {@return the beginning of a word, as much as the index takes} */
    static String cut(String word) {
        var bytes = word.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST) {
            return word;
        }
        var end = LONGEST;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--; // within a character
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
