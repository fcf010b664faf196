package org.reelgraph.catalog.search;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;

import static org.assertj.core.api.Assertions.assertThat;

class SearchTest extends ServerTest {

    private static final String NAME = "... on Movie { name: title } ... on Series { name: title } ... on Episode { episode: title }"
            + " ... on Person { name }";
    private static final String SEARCH = """
                                         query($query: String!, $types: [SearchType!], $filter: MediaFilter, $first: Int, $after: String) {
                                           search(query: $query, types: $types, filter: $filter, first: $first, after: $after) { totalCount
                                             edges { score node { __typename %s } highlight { text matched } }
                                             pageInfo { endCursor hasNextPage } } }"""
            .formatted(NAME);
    private static final List<Map<String, Object>> MOVIES = List.of(movie("Über den Dächern", 6),
            movie("Die Stadt", 9), movie("Uber Alles", 3), movie("進撃の巨人", 8), movie("東京物語", 9),
            movie("Up", 7), movie("Upside Down", 5), movie("Growing Up", 8), movie("Éclair", 5),
            movie("100% Wolf", 4), movie("C++ Stories", 6), movie("C Stories", 7), movie("Say \"Hello\"", 5),
            movie("🎬 Cut", 5), movie("Spider-Man", 7), movie("Don't Look Now", 8), movie("The Golden Bowl", 6),
            movie("Golden", 5), movie("Goldener Herbst", 9), movie("Golden Hour", 4), movie("Łódź Nights", 5),
            movie("Velvet Lantern", 5), movie("Москва слезам не верит", 5), movie("Ελλάδα", 5),
            movie("Wall-E Street", 5),
            movie("Mr. Nobody", 5), movie("İstanbul", 5), movie("Joy Joy Joyride", 5), movie("Verlorene", 5),
            movie("Se7en Doors", 5),
            movie("Tora! Tora! Tora!", 5), movie("50 50", 5), movie("50 Ways", 5), movie("Schiff\u00ADfahrt", 5),
            Map.of("title", "Zeppeliner", "summary", "Of a zeppelin."),
            Map.of("title", "Airship", "summary", "A zeppelin; zeppelins."),
            Map.of("title", "Plain", "originalTitle", "Der goldene Weg", "rating", 10),
            Map.of("title", "Hidden", "summary",
                    "A long tale that goes on and on, before anything is told of the harbour, the old lighthouse keeper,"
                            + " and the golden coin that he kept from everybody for as long as he lived on the rock",
                    "rating", 10));

    @Inject
    StatementCounter counter;

    private static Map<String, Object> movie(String title, double rating) {
        return Map.of("title", title, "rating", rating);
    }

    @BeforeAll
    void fill() {
        client().data("mutation($movies: [MovieInput!]!) { importMovies(input: {movies: $movies}) { failed } }",
                Map.of("movies", MOVIES));
        client().data(
                """
                mutation { importSeries(input: {series: [{title: "Harbour Lights" rating: 5
                  cast: [{person: {name: "Jürgen Prochnow"}}] seasons: [{number: 1 episodes: [
                    {number: 1 title: "The Golden Tug"} {number: 2 title: "Harbour Lights"} {number: 3}]}]}]}) { failed } }""");
    }

    private JsonNode search(String query) {
        return search(Map.of("query", query));
    }

    private JsonNode search(Map<String, Object> variables) {
        return anonymous().data(SEARCH, variables).get("search");
    }

    private static List<String> names(JsonNode found) {
        return StreamSupport.stream(found.get("edges").spliterator(), false)
                .map(edge -> edge.at("/node/name").asText(edge.at("/node/episode").asText()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"uber|Über den Dächern;Uber Alles",
            "ÜBER|Über den Dächern;Uber Alles",
            "進撃|進撃の巨人", "巨|進撃の巨人", "東京|東京物語", "京物|東京物語", "é|Wall-E Street;Éclair", "eclair|Éclair", "🎬|🎬 Cut",
            "100%|100% Wolf",
            "C++|C++ Stories", "\"|Say \"Hello\"", "\"Hello|Say \"Hello\"", "spider man|Spider-Man",
            "spider-man|Spider-Man", "dont|Don't Look Now",
            "don’t look|Don't Look Now", "lodz|Łódź Nights", "jurgen|Jürgen Prochnow", "prochnow jü|Jürgen Prochnow",
            "stories -c++|C Stories",
            "lights harb|Harbour Lights;Harbour Lights", "\"golden bowl\"|The Golden Bowl",
            "bowl golden|The Golden Bowl", "\"bowl golden\"|",
            "golden -hour -tug bo|The Golden Bowl", "nothing at all|", "\"C++\"|C++ Stories", "\"100% w\"|100% Wolf",
            "zeppelin|Zeppeliner;Airship",
            "zeppel|Zeppeliner;Airship", "of ze|", "of zep|Zeppeliner", "進撃 golden|", "-golden|", "up side|Upside Down",
            "lantern-lantern|", "\"lantern lantern\"|", "tora-tora-tora|Tora! Tora! Tora!",
            "tora tora|Tora! Tora! Tora!", "50/50|50 50",
            "velvet　lantern|Velvet Lantern"})
    void givenAText_whenSearched_thenWhatFitsIsFoundTheBestFirst(String query, String expected) {
        assertThat(names(search(query))).as(query)
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(";")));
    }

    @Test
    void givenEpisodesWithAndWithoutSigns_whenSearchedByThese_thenEachIsFoundAsInOtherTitles() {
        client().data("""
                      mutation { importSeries(input: {series: [{title: "Weights" seasons: [{number: 1 episodes: [
                        {number: 1 title: "5kg of Sand"} {number: 2 title: "D++ for Cranes"} {number: 3 title: "重力の丘"}
                        {number: 4 title: "Cranes for D"}]}]}]}) { failed } }""");

        assertThat(names(search("5㎏ sand"))).containsExactly("5kg of Sand");
        assertThat(names(search("cranes d++"))).containsExactly("D++ for Cranes");
        assertThat(names(search("cranes -d++"))).containsExactly("Cranes for D");
        assertThat(names(search("力の"))).containsExactly("重力の丘");
        assertThat(names(search(Map.of("query", "cranes", "types", List.of("EPISODE")))))
                .containsExactly("Cranes for D", "D++ for Cranes");
        assertThat(names(search(Map.of("query", "weights", "types", List.of("EPISODE", "SERIES", "PERSON")))))
                .containsExactly("Weights");
        assertThat(names(search(Map.of("query", "cranes", "types", List.of("MOVIE", "PERSON"))))).isEmpty();
    }

    @Test
    void givenAWord_whenSearched_thenTheTitleComesBeforeWhatBeginsWithIt_andThatBeforeTheRest() {
        var found = search("golden");

        assertThat(names(found)).containsExactly("Golden", "Golden Hour", "The Golden Bowl", "The Golden Tug",
                "Goldener Herbst", "Plain", "Hidden");
        assertThat(found.findValues("score").stream().map(JsonNode::asDouble).toList())
                .isSortedAccordingTo((one, other) -> Double.compare(other, one)).first().isEqualTo(1.0);
        assertThat(found.get("totalCount").asInt()).isEqualTo(7);
        assertThat(names(search("up"))).containsExactly("Up", "Growing Up", "Upside Down");
        assertThat(names(search("gold")).getFirst()).isEqualTo("Goldener Herbst");
    }

    @ParameterizedTest
    @ValueSource(strings = {"u", "up", "go", "golden", "gold", "a", "of ze", "of", "進", "harbour li", "-golden up",
            "the go"})
    void givenAQuery_whenItIsPagedToTheEnd_thenThereIsAsMuchAsTheCountSays(String query) {
        var found = search(Map.of("query", query, "first", 100));

        assertThat(found.get("edges")).as(query).hasSize(found.get("totalCount").asInt());
        assertThat(found.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
    }

    @Test
    void givenAnUnfinishedWord_whenSearched_thenTitlesThatBeginSoComeFirst() {
        client().data(
                "mutation { importMovies(input: {movies: [{title: \"A Quillon\" rating: 10} {title: \"Quillon Red\" rating: 1}]}) { failed } }");

        assertThat(names(search("quil"))).containsExactly("Quillon Red", "A Quillon");
    }

    @Test
    void givenAnyTextAtAll_whenSearched_thenThereIsNoError() {
        var random = new Random(8);
        var pieces = List.of("\"", "-", "*", "(", ")", "{", "}", ":", "^", "+", "AND", "OR", "NOT", "NEAR", " ",
                "title", "golden", "'", "\\",
                "%", "_", "é", "進", "🎬", "\uE000", "\0", "\n", "--", "\"\"", "type : \"movie\"", "a".repeat(600),
                "\uD83C", "\uD83C\u200D\uDF89", ";", "x".repeat(30) + " ");
        for (var i = 0; i < 400; i++) {
            var text = new StringBuilder();
            random.ints(1 + random.nextInt(8), 0, pieces.size()).forEach(at -> text.append(pieces.get(at)));
            for (var document : List.of(
                    "query($query: String!) { search(query: $query, types: [MOVIE, PERSON]) { totalCount didYouMean edges { highlight { text } } } }",
                    "query($query: String!) { suggest(prefix: $query) { text } }")) {
                assertThat(anonymous().answer(document, Map.of("query", text.toString())).get("errors")).as("%s", text)
                        .isNull();
            }
        }
    }

    @Test
    void givenPages_whenTheyAreReadOneAfterTheOther_thenAllComesOnceInTheOrderOfOnePage() {
        var whole = names(search("golden"));
        for (var size : List.of(1, 2, 3)) {
            var names = new ArrayList<String>();
            var variables = new HashMap<String, Object>(Map.of("query", "golden", "first", size));
            for (var more = true; more;) {
                var page = search(variables);
                names.addAll(names(page));
                more = page.at("/pageInfo/hasNextPage").asBoolean();
                variables.put("after", page.at("/pageInfo/endCursor").asText());
            }
            assertThat(names).isEqualTo(whole);
        }
        var cursor = search(Map.of("query", "golden", "first", 1)).at("/pageInfo/endCursor").asText();
        assertThat(
                anonymous().answer(SEARCH, Map.of("query", "gold", "after", cursor)).at("/errors/0/message").asText())
                .contains("'after' is not a cursor of this list");
    }

    @Test
    void givenTypesAndAFilter_whenSearched_thenOnlyThoseAreFound() {
        assertThat(names(search(Map.of("query", "harbour", "types", List.of("EPISODE")))))
                .containsExactly("Harbour Lights");
        assertThat(names(search(Map.of("query", "golden", "types", List.of("EPISODE", "PERSON")))))
                .containsExactly("The Golden Tug");
        assertThat(names(search(Map.of("query", "進撃", "types", List.of("SERIES"))))).isEmpty();
        assertThat(names(search(Map.of("query", "golden", "types", List.of())))).isEmpty();
        assertThat(names(search(Map.of("query", "golden", "filter", Map.of("rating", Map.of("from", 5))))))
                .containsExactly(
                        "Golden", "The Golden Bowl", "Goldener Herbst", "Plain", "Hidden");
        assertThat(names(search(Map.of("query", "巨", "filter", Map.of("rating", Map.of("from", 9)))))).isEmpty();
    }

    @Test
    void givenWhatIsFound_whenItsHighlightIsAsked_thenItShowsWhere() {
        assertThat(highlighted("uber dach")).isEqualTo("[Über] den [Dächern]");
        assertThat(highlighted("撃の")).isEqualTo("進[撃の]巨人");
        assertThat(highlighted("hello")).isEqualTo("Say \"[Hello]\"");
        assertThat(highlighted("schifffahrt")).isEqualTo("[Schiff\u00ADfahrt]");
        assertThat(highlighted("goldene weg")).isEqualTo("Der [goldene] [Weg]");
        assertThat(highlighted("coin lighthouse")).startsWith("…").endsWith("…").contains("[lighthouse]", "[coin]")
                .hasSizeLessThan(180);
    }

    private String highlighted(String query) {
        var text = new StringBuilder();
        search(query).at("/edges/0/highlight").forEach(part -> text.append(part.get("matched").asBoolean()
                ? "[" + part.get("text").asText() + "]"
                : part.get("text").asText()));
        return text.toString();
    }

    private JsonNode meant(Map<String, Object> variables) {
        return anonymous().data("query($query: String!, $types: [SearchType!], $filter: MediaFilter) {"
                + " search(query: $query, types: $types, filter: $filter, first: 1) { didYouMean edges { score } } }",
                variables).get("search");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {"glden|golden", "Glden|Golden", "gloden|golden",
            "goldeen bowl|golden bowl", "harbuor|harbour", "harbuor lihgts|harbour lights",
            "lihgts  harbuor!|lights  harbour!",
            "\"harbuor lights\"|\"harbour lights\"", "goldn -bowl|golden -bowl", "spiderman|",
            "SpiderMan|", "prohcnow|prochnow", "lodz nigths|lodz nights", "daechrn|dächern",
            "zepel|zeppeliner",
            "goldene wge|goldene weg", "Москва слзам|Москва слезам", "ελλααδ|ελλάδα", "wallestreet|", "wall-estreet|",
            "mrnobody|", "lan\u00ADtren|lantern", "LANTREN|LANTERN", "lantren-lantren|", "istanbull|istanbul",
            "toy lantern|", "vertgo|", "se7n doors|se7en doors", "lantern.velvte|", "jürgn prochnow|jürgen prochnow",
            "golden|", "gold|", "xyzzy|", "uo|",
            "glden xyzzy|",
            "glden lihgts|", "golden -golden|", "glden c++|", "storeis c++|stories c++", "-glden|", "進撃 glden|"})
    void givenAMistypedWord_whenNothingIsFound_thenWhatWasMeantIsTold_andFinds(String query, String expected) {
        var meant = meant(Map.of("query", query));

        assertThat(meant.get("didYouMean").asText(null)).as(query).isEqualTo(expected);
        assertThat(meant.get("edges").isEmpty()).isEqualTo(names(search(query)).isEmpty());
        if (expected != null) {
            assertThat(meant.get("edges")).isEmpty();
            assertThat(search(expected).get("edges")).isNotEmpty();
        }
    }

    @Test
    void givenTypesAndAFilter_whenAWordIsMistyped_thenWhatWasMeantIsAmongThose() {
        assertThat(meant(Map.of("query", "harbuor", "types", List.of("EPISODE"))).get("didYouMean").asText())
                .isEqualTo("harbour");
        assertThat(meant(Map.of("query", "harbuor", "types", List.of("PERSON"))).get("didYouMean").isNull()).isTrue();
        assertThat(meant(Map.of("query", "lihgts", "filter", Map.of("rating", Map.of("from", 6)))).get("didYouMean")
                .isNull()).isTrue();
        assertThat(meant(Map.of("query", "lihgts", "filter", Map.of("rating", Map.of("from", 5)))).get("didYouMean")
                .asText()).isEqualTo("lights");
    }

    @Test
    void givenAWordThatCame_orWent_whenOneLikeItIsTyped_thenItIsKnown_orNotAnyMore() {
        assertThat(meant(Map.of("query", "quasimdo")).get("didYouMean").isNull()).isTrue();
        var id = client().data(
                "mutation { importMovies(input: {movies: [{title: \"Quasimodo\"}]}) { movies { id } } }")
                .at("/importMovies/movies/0/id").asText();
        assertThat(meant(Map.of("query", "quasimdo")).get("didYouMean").asText()).isEqualTo("quasimodo");

        client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }", Map.of("id", id));
        assertThat(meant(Map.of("query", "quasimdo")).get("didYouMean").isNull()).isTrue();
    }

    @Test
    void givenManyMistypedWords_whenSearched_thenItTakesFewStatements() {
        client();
        for (var query : List.of("glden", "teh glden bwol of harbuor lihgts uber stroies")) {
            counter.reset();
            meant(Map.of("query", query));

            // Eight tiers, the words added since, and titles by what is nearest and by what is near.
            assertThat(counter.statements()).hasSizeLessThanOrEqualTo(12);
        }
    }

    @Test
    void givenABeginning_whenSuggestionsAreAsked_thenTitlesAndNamesComeInOneStatement() {
        client();
        counter.reset();
        var suggested = anonymous().data("{ suggest(prefix: \"gol\", first: 3) { text type id } }").get("suggest");

        assertThat(suggested.findValuesAsText("text")).containsExactly("Goldener Herbst", "Golden", "Golden Hour");
        assertThat(suggested.at("/0/id").asText()).startsWith("movie_");
        assertThat(counter.statements()).hasSize(1);
        assertThat(anonymous().data("{ suggest(prefix: \"golden\") { text } }").findValuesAsText("text"))
                .startsWith("Golden");
        assertThat(anonymous().data("{ suggest(prefix: \"jü\") { text type } }").at("/suggest/0/type").asText())
                .isEqualTo("PERSON");
        assertThat(anonymous().data("{ suggest(prefix: \"進\") { text } }").findValuesAsText("text"))
                .containsExactly("進撃の巨人");
        assertThat(anonymous().data("{ suggest(prefix: \"  \") { text } }").get("suggest")).isEmpty();
        // What begins so comes first, however many better rated ones have it further on.
        client().data("mutation($movies: [MovieInput!]!) { importMovies(input: {movies: $movies}) { failed } }",
                Map.of("movies", IntStream.range(0, 60).mapToObj(i -> movie("A Zither " + i, 10)).toList()));
        client().data(
                "mutation { importMovies(input: {movies: [{title: \"Old Zith\" rating: 10} {title: \"Zither\"} {title: \"Zither Songs\"}]}) { failed } }");
        for (var prefix : List.of("zither", "zith", "zither s")) {
            assertThat(anonymous().data("query($prefix: String!) { suggest(prefix: $prefix, first: 2) { text } }",
                    Map.of("prefix", prefix)).findValuesAsText("text"))
                    .isEqualTo(prefix.equals("zither s") ? List.of("Zither Songs") : List.of("Zither", "Zither Songs"));
        }
        assertThat(anonymous().data("{ suggest(prefix: \"harbour\") { text } }").findValuesAsText("text"))
                .containsExactly("Harbour Lights");
    }

    @ParameterizedTest
    @ValueSource(strings = {"golden", "g", "進撃"})
    void givenAQuery_whenAPageHasOneOrAHundredItems_thenItTakesAsFewStatements(String query) {
        for (var first : List.of(1, 100)) {
            counter.reset();
            search(Map.of("query", query, "first", first));

            // Eight tiers, how many there are, and the nodes by kind.
            assertThat(counter.statements()).hasSizeLessThanOrEqualTo(12);
        }
    }

    @Test
    void givenManyEpisodes_whenTheyFitAsWellAsAMovie_thenTheMovieComesFirst() {
        var episodes = IntStream.rangeClosed(1, 30).mapToObj(i -> Map.of("number", i, "title", "Zyklon", "rating", 10))
                .toList();
        client().data(
                "mutation($episodes: [EpisodeInput!]) { importSeries(input: {series: [{title: \"Many\" seasons: [{number: 1"
                        + " episodes: $episodes}]}]}) { failed } }",
                Map.of("episodes", episodes));
        client().data("mutation { importMovies(input: {movies: [{title: \"Zyklon\" rating: 1}]}) { failed } }");

        assertThat(search("zyklon").at("/edges/0/node/__typename").asText()).isEqualTo("Movie");
        assertThat(search("zyklon").get("totalCount").asInt()).isEqualTo(31);
    }
}
