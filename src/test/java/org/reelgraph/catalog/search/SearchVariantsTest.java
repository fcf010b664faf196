package org.reelgraph.catalog.search;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.catalog.search.query.SearchTier;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** What people call the same, though it is written in another way. */
class SearchVariantsTest extends ServerTest {

    private static final String SEARCH = """
                                         query($query: String!, $first: Int) { search(query: $query, first: $first) { totalCount didYouMean
                                           edges { score node { ... on Movie { title } ... on Person { title: name } } highlight { text matched } } } }""";
    private static final List<String> TITLES = List.of("S.P.R.A.Y.", "Spray", "B*U*O*Y", "U. S. Gulls", "T R I M",
            "9-0-4 Lagoon", "Kelp-Man", "Kelpman Returns", "Kelp Man at Sea", "REEF·E", "Q-Crew", "Shoal/Bank",
            "10,000 Knots", "L'Écume", "Le Temps d’Orage", "All'ombra dell'isola", "Un´ora di sole", "Col·legi Blau",
            "Five O'Clock Tide", "Don't Rock It", "Rock'n'Reef", "Salt & Rope", "Foam and Pepper", "Lotte und Emil",
            "Sel et Sable", "Rojo y Mar", "Luna e Onda", "Sill och Sand", "Mr. & Mrs. Gannet", "Wind + Wave",
            "Vitamin E", "What I Saw", "Gull³", "H₂Oasis", "Harpoon II", "Anchor 3", "Dunes: Part Two", "Twelve Dogs",
            "Keel Ⅷ", "ＷＡＶＥ　Ｒｉｄｅｒ", "Mix", "Civil Tide", "C", "X", "Kelpwood™ Tales", "8½ Fathoms",
            "The Gannet and I", "World War I: Fleets", "Drift +", "O'Rourke's Pier", "K'Tang", "I'll Row");

    @Inject
    StatementCounter counter;

    @BeforeAll
    void fill() {
        var movies = Stream.concat(TITLES.stream().map(title -> Map.<String, Object>of("title", title)),
                Stream.of(Map.of("title", "Captain X", "rating", 2), Map.of("title", "Captain 10", "rating", 9),
                        Map.of("title", "Quay", "originalTitle", "Le Quai & L'Estuaire"),
                        Map.of("title", "Dock", "summary", "L'étrave of the F.L.O.E. meets a sand-bank and I saw it."),
                        Map.of("title", "Cape", "cast", List.of(Map.of("person", Map.of("name", "J. R. R. O'Hara"))))))
                .toList();
        client().data("mutation($movies: [MovieInput!]!) { importMovies(input: {movies: $movies}) { failed } }",
                Map.of("movies", movies));
    }

    private JsonNode search(String query) {
        return anonymous().data(SEARCH, Map.of("query", query, "first", 100)).get("search");
    }

    private static List<String> titles(JsonNode found) {
        return found.findValuesAsText("title");
    }

    private static List<String> expected(String titles) {
        return titles == null ? List.of() : List.of(titles.split(";"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"spray|S.P.R.A.Y.;Spray", "s.p.r.a.y.|S.P.R.A.Y.;Spray",
            "S-P-R-A-Y|S.P.R.A.Y.;Spray", "s p r a y|S.P.R.A.Y.;Spray", "S*P*R*A*Y|S.P.R.A.Y.;Spray",
            "s.p.r.a|S.P.R.A.Y.;Spray", "buoy|B*U*O*Y", "b*u*o*y|B*U*O*Y", "us gulls|U. S. Gulls",
            "u.s. gulls|U. S. Gulls", "trim|T R I M", "904|9-0-4 Lagoon", "jrr ohara|J. R. R. O'Hara",
            "j.r.r. o'hara|J. R. R. O'Hara", "o hara|J. R. R. O'Hara"})
    void givenAnAcronym_whenSearchedWithOrWithoutItsSigns_thenItIsFound(String query, String expected) {
        assertThat(titles(search(query))).as(query).isEqualTo(expected(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"kelpman|Kelp-Man;Kelpman Returns;Kelp Man at Sea",
            "kelp-man|Kelp-Man;Kelp Man at Sea;Kelpman Returns", "kelp man|Kelp-Man;Kelp Man at Sea;Kelpman Returns",
            "kelp ma|Kelp-Man;Kelpman Returns;Kelp Man at Sea", "kelpman sea|Kelp Man at Sea", "reefe|REEF·E",
            "reef e|REEF·E", "reef-e|REEF·E", "reef∙e|REEF·E", "qcrew|Q-Crew", "q crew|Q-Crew", "q-crew|Q-Crew",
            "shoalbank|Shoal/Bank", "10000 knots|10,000 Knots", "10,000 knots|10,000 Knots",
            "collegi blau|Col·legi Blau", "kelpwood tales|Kelpwood™ Tales", "kelpwood™|Kelpwood™ Tales",
            "\"kelp man\"|Kelp-Man;Kelp Man at Sea", "kelp -kelpman|Kelp Man at Sea;Kelpwood™ Tales"})
    void givenACompound_whenSearchedJoinedOrApart_thenItIsFound(String query, String expected) {
        assertThat(titles(search(query))).as(query).isEqualTo(expected(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"ecume|L'Écume", "l'ecume|L'Écume", "l’écume|L'Écume",
            "l´écume|L'Écume", "l`ecume|L'Écume", "lecume|L'Écume", "l ecume|L'Écume", "orage|Le Temps d’Orage",
            "temps d'orage|Le Temps d’Orage", "ombra|All'ombra dell'isola", "isola|All'ombra dell'isola",
            "dell'isola|All'ombra dell'isola", "ora sole|Un´ora di sole", "un'ora|Un´ora di sole",
            "estuaire|Quay", "oclock|Five O'Clock Tide", "o'clock|Five O'Clock Tide", "o clock|Five O'Clock Tide",
            "clock|Five O'Clock Tide", "hara|J. R. R. O'Hara", "jrr hara|J. R. R. O'Hara", "cape hara|Cape",
            "rourke|O'Rourke's Pier", "rourke's pier|O'Rourke's Pier", "o'rourkes|O'Rourke's Pier", "tang|K'Tang",
            "ktang|K'Tang", "ll|", "ill row|I'll Row", "dont rock|Don't Rock It", "don’t rock|Don't Rock It",
            "don t rock|Don't Rock It",
            "rocknreef|Rock'n'Reef", "rock and reef|Rock'n'Reef", "etrave|Dock", "l'étrave|Dock", "floe|Dock",
            "sandbank|Dock"})
    void givenAnApostrophe_whenSearchedWithOrWithoutIt_thenItIsFound(String query, String expected) {
        assertThat(titles(search(query))).as(query).isEqualTo(expected(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"salt and rope|Salt & Rope", "salt & rope|Salt & Rope",
            "salt&rope|Salt & Rope", "salt + rope|Salt & Rope", "salt und rope|Salt & Rope", "salt n rope|Salt & Rope",
            "salt rope|Salt & Rope", "salt and|Salt & Rope", "salt &|Salt & Rope", "foam & pepper|Foam and Pepper",
            "foam et pepper|Foam and Pepper", "\"foam & pepper\"|Foam and Pepper", "\"salt and rope\"|Salt & Rope",
            "\"rope and salt\"|", "lotte & emil|Lotte und Emil", "lotte and emil|Lotte und Emil",
            "sel & sable|Sel et Sable", "rojo & mar|Rojo y Mar", "rojo and mar|Rojo y Mar", "luna and onda|Luna e Onda",
            "sill & sand|Sill och Sand", "mr and mrs gannet|Mr. & Mrs. Gannet", "mr & mrs gannet|Mr. & Mrs. Gannet",
            "wind and wave|Wind + Wave", "wind & wave|Wind + Wave", "quai et estuaire|Quay", "vitamin e|Vitamin E",
            "what i saw|What I Saw", "pepper foam &|Foam and Pepper", "foam &|Foam and Pepper",
            "foam & |Foam and Pepper", "foam & p|Foam and Pepper", "foam&|Foam and Pepper", "wind +|Wind + Wave",
            "lotte &|Lotte und Emil", "\"foam &|Foam and Pepper", "\"pepper &|", "drift +|Drift +",
            "sel -|Sel et Sable",
            "sel \"|Sel et Sable", "sel -\"|Sel et Sable", "sel (|Sel et Sable", "drift &|Drift +",
            "salt & rope & foam|", "rope -salt|", "sel -et|",
            "dock & sand|"})
    void givenAnyAnd_whenSearchedByAnother_thenItIsFound(String query, String expected) {
        assertThat(titles(search(query))).as(query).isEqualTo(expected(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"gull 3|Gull³", "gull3|Gull³", "gull³|Gull³",
            "h2oasis|H₂Oasis", "harpoon 2|Harpoon II", "harpoon ii|Harpoon II", "harpoon two|Harpoon II",
            "harpoon Ⅱ|Harpoon II", "anchor iii|Anchor 3", "anchor three|Anchor 3", "anchor drei|Anchor 3",
            "dunes part 2|Dunes: Part Two", "dunes part ii|Dunes: Part Two", "12 dogs|Twelve Dogs",
            "zwolf dogs|Twelve Dogs", "keel 8|Keel Ⅷ", "keel viii|Keel Ⅷ", "wave rider|ＷＡＶＥ　Ｒｉｄｅｒ",
            "ｗａｖｅ|ＷＡＶＥ　Ｒｉｄｅｒ;Wind + Wave", "captain x|Captain X;Captain 10", "captain 10|Captain 10;Captain X",
            "8½ fathoms|8½ Fathoms", "8 1/2 fathoms|8½ Fathoms", "world war 1|World War I: Fleets",
            "gannet and 1|The Gannet and I", "what 1 saw|", "10|10,000 Knots;Captain 10;Captain X", "x|X;Captain X",
            "1009|", "104|",
            "mix|Mix", "civil|Civil Tide"})
    void givenANumber_whenSearchedInAnotherForm_thenItIsFound_afterWhatIsWrittenSo(String query, String expected) {
        assertThat(titles(search(query))).as(query).isEqualTo(expected(expected));
    }

    private String highlighted(String query) {
        var text = new StringBuilder();
        search(query).at("/edges/0/highlight").forEach(part -> text.append(part.get("matched").asBoolean()
                ? "[" + part.get("text").asText() + "]"
                : part.get("text").asText()));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"spray|[S.P.R.A.Y].", "reefe|[REEF·E]",
            "kelpman sea|[Kelp] [Man] at [Sea]", "ecume|L'[Écume]", "l'ecume|[L'Écume]",
            "orage|Le Temps d’[Orage]", "hara|J. R. R. O'[Hara]", "salt and rope|[Salt] [&] [Rope]",
            "sel & sable|[Sel] [et] [Sable]",
            "salt rope|[Salt] & [Rope]", "gull 3|[Gull³]", "gull³|[Gull³]", "harpoon 2|[Harpoon] [II]",
            "12 dogs|[Twelve] [Dogs]", "harpoon|[Harpoon] II", "rock and reef|[Rock]'[n]'[Reef]",
            "8½ fathoms|[8½] [Fathoms]", "floe sand|L'étrave of the [F.L.O.E]. meets a [sand]-bank and I saw it.",
            "etrave|L'[étrave] of the F.L.O.E. meets a sand-bank and I saw it.", "ora sole|Un´[ora] di [sole]"})
    void givenAVariant_whenItsHighlightIsAsked_thenItShowsWhatIsWrittenThere(String query, String expected) {
        assertThat(highlighted(query)).as(query).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"spr,Spray", "kelpm,Kelp-Man", "ecu,L'Écume", "salt and,Salt & Rope", "salt and ro,Salt & Rope",
            "harpoon 2,Harpoon II", "foam & pe,Foam and Pepper", "foam &,Foam and Pepper", "rour,O'Rourke's Pier"})
    void givenAVariant_whenSuggestionsAreAsked_thenTheTitleIsAmongThem(String prefix, String title) {
        assertThat(anonymous().data("query($prefix: String!) { suggest(prefix: $prefix) { text } }",
                Map.of("prefix", prefix)).findValuesAsText("text")).contains(title);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"kelpmna returns|kelpman returns", "etrvae|",
            "ecmue|écume", "salt and rpoe|salt and rope", "foam & pepepr|foam & pepper", "harpono 2|harpoon 2",
            "harpono2|harpoon2", "glul3|gull3",
            "kelpman retruns|kelpman returns"})
    void givenAMistypedWordBesideAVariant_whenNothingIsFound_thenWhatWasMeantIsTold_andFinds(String query,
            String expected) {
        assertThat(search(query).get("didYouMean").asText(null)).as(query).isEqualTo(expected);
        if (expected != null) {
            assertThat(titles(search(expected))).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"captain x", "kelp man", "salt and rope", "c", "s.p.r.a.y.", "10", "gannet and i"})
    void givenAVariant_whenAllIsRead_thenThereIsAsMuchAsTheCountSays_inOrder_andInFewStatements(String query) {
        client();
        counter.reset();
        var found = search(query);

        // A statement for each tier, what is known of joined words, how many there are, and the nodes by kind.
        assertThat(counter.statements()).hasSizeLessThanOrEqualTo(SearchTier.values().length + 6);
        assertThat(found.get("edges")).hasSize(found.get("totalCount").asInt());
        assertThat(
                StreamSupport.stream(found.get("edges").spliterator(), false).map(edge -> edge.get("score").asDouble())
                        .toList())
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
    }

    // Signs and words that have variants, in any order, as titles never have them.
    private static String randomTitle(Random random, int number) {
        var pieces = List.of("Salt", "&", "and", " e ", "II", "³", "L'", "Écume", "S.", "P.", "-", "7", "'n'", " x ",
                "/", ", ", "·",
                "Rope", " ", "½", "O’Clock", "東京", "Ⅷ", " + ", "*", "III ",
                "Twenty", "-One", "Gull2", "12Gulls", "O'Hara", " &");
        var title = new StringBuilder("Z" + number + "q ");
        random.ints(1 + random.nextInt(7), 0, pieces.size()).forEach(at -> title.append(pieces.get(at)));
        return title.toString().strip();
    }

    @Test
    void givenAnyTitle_whenSearchedAsItIsWritten_thenItIsFound() throws SQLException {
        var random = new Random(6);
        var titles = IntStream.range(0, 100).mapToObj(number -> randomTitle(random, number)).toList();
        client().data("mutation($movies: [MovieInput!]!) { importMovies(input: {movies: $movies}) { failed } }",
                Map.of("movies", titles.stream().map(title -> Map.of("title", title)).toList()));

        for (var title : titles) {
            // A minus before a word would leave it out.
            assertThat(titles(search(title.replace(" -", " ")))).as(title).contains(title);
        }
        Tables.run(folder(), "DELETE FROM media_items WHERE title LIKE 'Z%q%'");
    }

    @Test
    void givenAFalseFriend_whenSearched_thenNoNumberIsTakenForIt() {
        assertThat(titles(search("c"))).first().isEqualTo("C");
        assertThat(titles(search("i saw"))).containsExactly("What I Saw", "Dock");
        assertThat(titles(search("x"))).containsExactly("X", "Captain X");
    }
}
