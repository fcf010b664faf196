package org.reelgraph.catalog.search;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Numbers in titles: after acronyms and letters, at the beginning, in words, and written together with what they belong
 * to.
 */
class SearchNumbersTest extends ServerTest {

    private static final List<String> TITLES = List.of("S.W.E.L.L. 2", "B.R.I.G. 2: Return of the Damp",
            "K.O. 3 Buoys", "C*R*O*W 2", "S.O.L. I", "Berth B 2", "Sector X 5", "U.S. v. Marlin", "J. R. R. Pike",
            "T R I X", "Berth C I", "Q S.C.O.W.", "VII Moorings", "Ⅷ Fleet", "III: The Vow", "XIII: Cove", "II Divers",
            "3 Oarsmen", "III", "XIII", "Vi and the Net", "Xi Wen", "I, Rudder", "Otter³", "[TAR]²", "M:O:III", "M:O-2",
            "Squall-IV", "Ivory Quay", "9 Rafts", "30 Stone", "Buoy Twenty-One", "Number 23", "Wharf 39",
            "Berth Twenty Two", "OK5", "O.K.5 Anew", "Loon2", "Grebe13", "Zephyr 13", "Tern 14", "Skua 7", "Heron IV",
            "Plover 51", "Dunlin88", "12Newts", "40 Voles", "1st Bollard", "Eel2Eel", "Agent 007", "Agent 7", "Did",
            "Mix", "Civic", "Gen-X", "5-0-5 Lagoon", "Web 2.0");

    @BeforeAll
    void fill() {
        client().data("mutation($movies: [MovieInput!]!) { importMovies(input: {movies: $movies}) { failed } }",
                Map.of("movies", TITLES.stream().map(title -> Map.of("title", title)).toList()));
    }

    private List<String> found(String query) {
        return anonymous().data(
                "query($query: String!) { search(query: $query, first: 100) { edges { node { ... on Movie { title } } } } }",
                Map.of("query", query)).findValuesAsText("title");
    }

    private static List<String> expected(String titles) {
        return titles == null ? List.of() : List.of(titles.split(";"));
    }

    private void assertFinds(String query, String titles) {
        assertThat(found(query)).as(query).containsExactlyInAnyOrderElementsOf(expected(titles));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"swell 2|S.W.E.L.L. 2", "swell ii|S.W.E.L.L. 2",
            "s.w.e.l.l. ii|S.W.E.L.L. 2", "s.w.e.l.l. 2|S.W.E.L.L. 2", "swell2|S.W.E.L.L. 2", "swell two|S.W.E.L.L. 2",
            "brig 2|B.R.I.G. 2: Return of the Damp", "brig 2 return|B.R.I.G. 2: Return of the Damp",
            "brig return|B.R.I.G. 2: Return of the Damp", "ko buoys|K.O. 3 Buoys", "ko 3 buoys|K.O. 3 Buoys",
            "k.o. three buoys|K.O. 3 Buoys", "crow 2|C*R*O*W 2", "crow ii|C*R*O*W 2", "sol 1|S.O.L. I",
            "sol i|S.O.L. I", "berth b ii|Berth B 2", "berth b two|Berth B 2", "berth b 2|Berth B 2",
            "berth b2|Berth B 2", "sector x five|Sector X 5", "sector x v|Sector X 5", "sector x 5|Sector X 5",
            "us marlin|U.S. v. Marlin", "us v marlin|U.S. v. Marlin", "u.s. marlin|U.S. v. Marlin",
            "jrr pike|J. R. R. Pike", "trix|T R I X", "berth c 1|Berth C I", "q scow|Q S.C.O.W.",
            "505 lagoon|5-0-5 Lagoon", "web 20|Web 2.0"})
    void givenANumber_orALetter_afterAnAcronym_whenSearched_thenItIsAWordOfItsOwn(String query, String titles) {
        assertFinds(query, titles);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"7 moorings|VII Moorings",
            "seven moorings|VII Moorings",
            "vii moorings|VII Moorings", "8 fleet|Ⅷ Fleet", "3 the vow|III: The Vow", "13 cove|XIII: Cove",
            "2 divers|II Divers", "iii oarsmen|3 Oarsmen", "ix rafts|9 Rafts", "13|XIII;XIII: Cove;Grebe13;Zephyr 13",
            "xiii|XIII;XIII: Cove;Grebe13;Zephyr 13", "iv|Heron IV;Ivory Quay;Squall-IV", "1 rudder|", "6 net|",
            "11 wen|", "vi net|Vi and the Net", "otter iii|Otter³", "otter three|Otter³", "otter3|Otter³",
            "tar ii|[TAR]²", "m:o:3|M:O:III", "mo 3|M:O:III", "mo iii|M:O:III", "mo 2|M:O-2", "m:o:ii|M:O-2;M:O:III",
            "mo2|M:O-2", "squall 4|Squall-IV", "squalliv|Squall-IV", "genx|Gen-X", "gen x|Gen-X"})
    void givenARomanNumber_whereverItStands_whenSearched_thenItIsFoundByAnyOther(String query, String titles) {
        assertFinds(query, titles);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"thirty stone|30 Stone", "dreißig stone|30 Stone",
            "treinta stone|30 Stone", "buoy 21|Buoy Twenty-One", "buoy xxi|Buoy Twenty-One",
            "buoy twenty one|Buoy Twenty-One", "buoy twenty-one|Buoy Twenty-One", "buoy einundzwanzig|Buoy Twenty-One",
            "number twenty three|Number 23", "number twenty-three|Number 23", "number vingt-trois|Number 23",
            "wharf thirty nine|Wharf 39", "wharf thirty-nine|Wharf 39", "berth 22|Berth Twenty Two",
            "berth twenty|Berth Twenty Two", "buoy twenty o|Buoy Twenty-One", "number thirteen|", "forty voles|"})
    void givenANumberInWords_whenSearchedInDigits_orTheOtherWayRound_thenItIsFound(String query, String titles) {
        assertFinds(query, titles);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"ok 5|OK5;O.K.5 Anew", "ok5|OK5;O.K.5 Anew",
            "ok five|OK5;O.K.5 Anew", "loon 2|Loon2", "loon ii|Loon2", "loon2|Loon2", "grebe 13|Grebe13",
            "zephyr13|Zephyr 13", "zephyr1|Zephyr 13", "tern14|Tern 14", "skua7|Skua 7", "heron4|Heron IV",
            "heroniv|Heron IV", "plover51|Plover 51", "plover5|Plover 51", "dunlin 88|Dunlin88", "12 newts|12Newts",
            "twelve newts|12Newts", "40voles|40 Voles", "1 bollard|", "1st bollard|1st Bollard", "eel 2|"})
    void givenANumberBesideAWord_whenSearchedWithASpaceBetween_orWithout_thenItIsFound(String query, String titles) {
        assertFinds(query, titles);
    }

    @ParameterizedTest
    @ValueSource(strings = {"did", "mix", "civic", "agent 007", "agent 7"})
    void givenWhatLooksLikeANumber_whenSearched_thenOnlyItselfIsFound(String title) {
        assertThat(found(title)).usingElementComparator(String.CASE_INSENSITIVE_ORDER).containsExactly(title);
    }

    @ParameterizedTest
    @CsvSource({"swell 2,S.W.E.L.L. 2", "swell2,S.W.E.L.L. 2", "heron4,Heron IV", "grebe 13,Grebe13",
            "7 moor,VII Moorings", "buoy 21,Buoy Twenty-One"})
    void givenANumberInAnotherForm_whenSuggestionsAreAsked_thenTheTitleIsAmongThem(String prefix, String title) {
        assertThat(anonymous().data("query($prefix: String!) { suggest(prefix: $prefix) { text } }",
                Map.of("prefix", prefix)).findValuesAsText("text")).contains(title);
    }
}
