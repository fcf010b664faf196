package org.reelgraph.catalog;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import com.ibm.icu.text.UnicodeSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Folding is what ICU's transliterator does, only faster. */
class FoldingTest {

    private static final Transliterator ICU = Transliterator
            .getInstance("NFKD; [\\u0300-\\u036F \\u0591-\\u05BD \\u05BF"
                    + " \\u05C1 \\u05C2 \\u05C4 \\u05C5 \\u05C7 \\u064B-\\u065F \\u0670 \\u00AD \\u200B-\\u200F \\u2060 \\uFEFF]"
                    + " Remove; Latin-ASCII");

    private static String byIcu(String text) {
        return Normalizer2.getNFCInstance().normalize(UCharacter.foldCase(ICU.transliterate(text), true));
    }

    @Test
    void givenAnyCharacter_whenFolded_thenItBecomesWhatIcuMakesOfIt() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(character -> character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE)
                .mapToObj(Character::toString).filter(text -> !Folding.of(text).equals(byIcu(text)))).isEmpty();
    }

    // Marks change what comes before them, so half of the characters are marks or letters that take them.
    @Test
    void givenRandomTexts_whenFolded_thenTheyBecomeWhatIcuMakesOfThem() {
        var random = new Random(7);
        var pools = List.of(characters("[:M:]"), characters("[[:Latin:][:Common:]]"), IntStream.range(0, 0x3100)
                .toArray(), characters("[^[:Cs:]]"));
        assertThat(IntStream.range(0, 100_000).mapToObj(i -> random(random, pools))
                .filter(text -> !Folding.of(text).equals(byIcu(text)))).isEmpty();
    }

    private static String random(Random random, List<int[]> pools) {
        return random.ints(1 + random.nextInt(6), 0, pools.size()).map(pool -> {
            var characters = pools.get(pool);
            return characters[random.nextInt(characters.length)];
        }).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static int[] characters(String pattern) {
        return StreamSupport.stream(new UnicodeSet(pattern).spliterator(), false)
                .filter(text -> text.codePointCount(0, text.length()) == 1).mapToInt(text -> text.codePointAt(0))
                .toArray();
    }
}
