package org.reelgraph.catalog;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SortKeysTest {

    private static List<String> sorted(String language, String... titles) {
        var keys = SortKeys.in(language).orElseThrow();
        return List.of(titles).stream().sorted(Comparator.comparing(keys::of)).toList();
    }

    @Test
    void givenUmlauts_whenSortedInGerman_thenTheyStandBesideTheirLetters() {
        assertThat(sorted("de", "Zoo", "Öl", "Arger", "Ärger", "ärgern", "Ast", "Ode"))
                .containsExactly("Arger", "Ärger", "ärgern", "Ast", "Ode", "Öl", "Zoo");
    }

    @Test
    void givenUmlauts_whenSortedInSwedish_thenTheyStandAtTheEnd() {
        assertThat(sorted("sv", "Öl", "Ärger", "Zoo", "Ast", "Ål")).containsExactly("Ast", "Zoo", "Ål", "Ärger", "Öl");
    }

    @Test
    void givenAVariantOfALanguage_whenSorted_thenItIsFollowed() {
        assertThat(sorted("de-u-co-phonebk", "Af", "Ä", "Ad")).containsExactly("Ad", "Ä", "Af");
    }

    @Test
    void givenNumbers_whenSorted_thenTheyCountAsNumbers_butNotInBinary() {
        assertThat(sorted("und", "Part 10", "Part 9", "Part 2")).containsExactly("Part 2", "Part 9", "Part 10");
        assertThat(sorted("binary", "Part 10", "Part 9", "Part 2")).containsExactly("Part 10", "Part 2", "Part 9");
    }

    @Test
    void givenCapitals_whenSorted_thenTheyStandBesideSmallLetters_butNotInBinary() {
        assertThat(sorted("und", "b", "B", "a", "C")).containsExactly("a", "b", "B", "C");
        assertThat(sorted("binary", "b", "B", "a", "C")).containsExactly("B", "C", "a", "b");
    }

    @Test
    void givenALongTitle_whenItsKeyIsMade_thenItStaysShort_andNoCharacterIsTorn() {
        assertThat(SortKeys.in("und").orElseThrow().of("a".repeat(20_000))).hasSizeLessThan(1_000);
        assertThat(SortKeys.in("binary").orElseThrow().of("🎬".repeat(150))).isEqualTo("🎬".repeat(100));
    }

    // Without what stands between them they would be one character.
    @Test
    void givenHalvesOfACharacter_whenFolded_thenTheyStayApart() {
        assertThat(SortKeys.folded("A\uD83C\u200D\uDF89")).isEqualTo("a\uFFFD\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xx-nowhere", "german", "de_DE!", "BINARY"})
    void givenNoLanguage_whenAskedFor_thenThereIsNothing(String language) {
        assertThat(SortKeys.in(language)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Über,uber", "über,uber", "Łódź,lodz", "STRAßE,strasse", "straße,strasse", "Ærø,aero",
            "naïve café,naive cafe",
            "İstanbul,istanbul", "ﬁlm,film", "Ｆｕｌｌ,full", "Ёлка,елка", "Ἀθῆναι,αθηναι", "進撃の巨人,進撃の巨人", "が,が", "한국,한국",
            "🎬 Cut,🎬 cut", "100%,100%", "C++,c++", "Ar\u00ADger,arger", "שָׁלוֹם,שלום", "مُحَمَّد,محمد",
            "don’t,don't"})
    void givenATitle_whenFolded_thenWhatPeopleLeaveOutIsGone(String title, String folded) {
        assertThat(SortKeys.folded(title)).isEqualTo(folded);
    }
}
