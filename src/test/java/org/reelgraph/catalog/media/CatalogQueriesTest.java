package org.reelgraph.catalog.media;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.credit;
import static org.reelgraph.testing.Trees.episode;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.season;

class CatalogQueriesTest extends ServerTest {

    private static final String PAGE = """
                                       query($first: Int, $after: String) { allSeries(first: $first, after: $after) {
                                         edges { cursor node { title } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }""";

    @Inject
    StatementCounter counter;

    @BeforeAll
    void importLibrary() {
        var titles = List.of("beta", "Älpha", "alpha", "The Gamma", "Delta", "delta", "Ωmega", "東京", "alpha");
        @SuppressWarnings("unchecked")
        Map<String, Object>[] series = Stream.iterate(0, i -> i < titles.size(), i -> i + 1)
                .map(i -> object("ratingKey", "c" + i, "title", titles.get(i), "sortTitle",
                        titles.get(i).startsWith("The ") ? titles.get(i).substring(4) : null))
                .toArray(Map[]::new);
        new Imports(client()).series(series);
        new Imports(client()).movies(object("ratingKey", "m0", "title", "A movie", "year", 1990, "cast",
                List.of(credit("Fay Film", "Old"))));
        new Imports(client()).series(object("ratingKey", "film", "title", "zeta", "year", 2020, "cast",
                List.of(credit("Fay Film", "Boss"), credit("Gil Guest", "Clerk")), "seasons",
                List.of(season(2, episode(5, "durationSeconds", 100)),
                        season(0, episode(1)),
                        season(11, episode(104, "durationSeconds", 50, "cast", List.of(credit("Gil Guest", "Ghost"))),
                                episode(1)))));
    }

    private JsonNode page(Object first, Object after) {
        return client().data(PAGE, object("first", first, "after", after)).get("allSeries");
    }

    @Test
    void givenSeries_whenPagedThrough_thenAllComeOnceInSortOrder() {
        var titles = new ArrayList<String>();
        String after = null;
        JsonNode page;
        do {
            page = page(3, after);
            page.get("edges").forEach(edge -> titles.add(edge.at("/node/title").asText()));
            assertThat(page.at("/pageInfo/hasPreviousPage").asBoolean()).isEqualTo(after != null);
            after = page.at("/pageInfo/endCursor").asText();
        } while (page.at("/pageInfo/hasNextPage").asBoolean());

        assertThat(titles).containsExactly("alpha", "alpha", "Älpha", "beta", "delta", "Delta", "The Gamma", "zeta",
                "Ωmega", "東京");
    }

    @Test
    void givenAnEmptyPage_whenAsked_thenItHasNoCursors() {
        var page = page(0, null);

        assertThat(page.get("edges")).isEmpty();
        assertThat(page.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(page.at("/pageInfo/endCursor").isNull()).isTrue();
    }

    @Test
    void givenNoTotalCountAsked_whenListed_thenNothingIsCounted() {
        counter.reset();
        page(5, null);
        assertThat(counter.statements()).hasSize(1).noneMatch(sql -> sql.contains("count("));

        var counted = client().data("{ allSeries(first: 0) { totalCount } allMovies { totalCount } }");
        assertThat(counted.findValuesAsText("totalCount")).containsExactly("10", "1");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101, Integer.MAX_VALUE})
    void givenAPageSizeOutOfBounds_whenListed_thenBadUserInput(int first) {
        var answer = client().answer("query($n: Int) { allMovies(first: $n) { totalCount } }", Map.of("n", first));

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
        assertThat(answer.at("/errors/0/message").asText()).contains("'first'").contains(String.valueOf(first));
    }

    @Test
    void givenACursorOfAnotherListOrNone_whenListed_thenBadUserInput() {
        var ofMovies = client().data("{ allMovies { pageInfo { endCursor } } }").at("/allMovies/pageInfo/endCursor")
                .asText();
        for (var after : List.of("", "!", "YWJj", ofMovies, "YWxsU0VSSUVTAGEAYg")) {
            var answer = client().answer(PAGE, object("first", 1, "after", after));
            assertThat(answer.at("/errors/0/extensions/code").asText()).as(after).isEqualTo("BAD_USER_INPUT");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"series", "season", "episode", "movie", "album", "book", "person", "node"})
    void givenAnUnknownId_whenAsked_thenNull_andAMalformedOneIsBadUserInput(String field) {
        var prefix = field.equals("node") ? "episode" : field;
        var document = "query($id: ID!) { " + field + "(id: $id) { id } }";

        assertThat(client().data(document, Map.of("id", prefix + "_0000000000001")).get(field).isNull()).isTrue();
        for (var malformed : List.of("", "1", prefix, prefix + "_", prefix + "_xyz", prefix + "_000000000000U",
                prefix + "_0000000000001 ", prefix.toUpperCase() + "_0000000000001", "nothing_0000000000001",
                prefix + "_ZZZZZZZZZZZZZ", "x".repeat(5000))) {
            var answer = client().answer(document, Map.of("id", malformed));
            assertThat(answer.at("/errors/0/extensions/code").asText()).as(malformed).isEqualTo("BAD_USER_INPUT");
            assertThat(answer.at("/data/" + field).isNull()).isTrue();
        }
    }

    @Test
    void givenAMoviesIdWithTheSeriesPrefix_whenAsked_thenNull() {
        var movie = client().data("{ media(by: {ratingKey: \"m0\"}) { id } }").at("/media/id").asText();

        var data = client().data("query($id: ID!) { series(id: $id) { id } }",
                Map.of("id", movie.replace("movie_", "series_")));

        assertThat(data.get("series").isNull()).isTrue();
    }

    @Test
    void givenIdsOfManyTypes_whenNodesAreAsked_thenTheyComeInOrderWithNullForTheUnknown() {
        var data = client().data("""
                                 { media(by: {ratingKey: "film"}) { id ... on Series { cast { person { id } }
                                   seasons { id episodes { id } } } } }""").get("media");
        var ids = List.of(data.at("/seasons/1/episodes/0/id").asText(), data.get("id").asText(), "movie_0000000000001",
                data.at("/cast/0/person/id").asText(), data.at("/seasons/2/id").asText(), data.get("id").asText());

        var nodes = client().data("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", Map.of("ids", ids))
                .get("nodes");

        assertThat(nodes).extracting(node -> node.path("__typename").asText(null)).containsExactly("Episode", "Series",
                null, "Person", "Season", "Series");
        assertThat(nodes.get(0).get("id").asText()).isEqualTo(ids.getFirst());
    }

    @Test
    void givenTooManyIds_whenNodesAreAsked_thenBadUserInput() {
        var ids = Stream.generate(() -> "movie_0000000000001").limit(101).toList();

        var answer = client().answer("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", Map.of("ids", ids));

        assertThat(answer.at("/errors/0/message").asText()).contains("100");
    }

    @Test
    void givenSeasons_whenAsked_thenByNumberWithSpecialsLastAndCodesAndTotals() {
        var series = client().data(
                """
                { media(by: {ratingKey: "film"}) { ... on Series { seasonCount episodeCount totalDurationSeconds
                  seasons { number episodeCount series { title } episodes { code season { number } series { title } } } } } }""")
                .get("media");

        assertThat(series.get("seasonCount").asInt()).isEqualTo(3);
        assertThat(series.get("episodeCount").asInt()).isEqualTo(4);
        assertThat(series.get("totalDurationSeconds").asInt()).isEqualTo(150);
        assertThat(series.findValuesAsText("code")).containsExactly("S02E05", "S11E01", "S11E104", "S00E01");
        assertThat(series.get("seasons").findValuesAsText("episodeCount")).containsExactly("1", "2", "1");
        assertThat(series.at("/seasons/1/episodes/0/season/number").asInt()).isEqualTo(11);
    }

    @Test
    void givenASeriesWithoutSeasons_whenTotalsAreAsked_thenZeroAndEmptyLists() {
        var series = client()
                .data("""
                      { media(by: {ratingKey: "c0"}) { genres images { path } cast { position } crew { job } ... on Series {
                        seasonCount episodeCount totalDurationSeconds seasons { id } } } }""")
                .get("media");

        assertThat(series.toString())
                .isEqualTo("{\"genres\":[],\"images\":[],\"cast\":[],\"crew\":[],\"seasonCount\":0,"
                        + "\"episodeCount\":0,\"totalDurationSeconds\":0,\"seasons\":[]}");
    }

    @ParameterizedTest
    @CsvSource({"-1", "-2147483648"})
    void givenANegativeCastLength_whenAsked_thenBadUserInput(int first) {
        var answer = client().answer(
                "query($n: Int) { media(by: {ratingKey: \"film\"}) { cast(first: $n) { position } } }",
                Map.of("n", first));

        assertThat(answer.at("/errors/0/extensions/code").asText()).isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void givenAnActorAndGuest_whenFilmographiesAreAsked_thenEachItemStandsOnceNewestFirstWithItsParts() {
        var cast = client()
                .data("""
                      { media(by: {ratingKey: "film"}) { cast { person { name filmography { totalCount edges {
                        characters jobs node { title } } } } } } }""").at("/media/cast");

        var fay = cast.at("/0/person/filmography");
        assertThat(fay.findValuesAsText("title")).containsExactly("zeta", "A movie");
        assertThat(fay.get("totalCount").asInt()).isEqualTo(2);
        assertThat(fay.at("/edges/0/characters/0").asText()).isEqualTo("Boss");
        var gil = cast.at("/1/person/filmography");
        assertThat(gil.get("edges")).hasSize(1);
        assertThat(gil.at("/edges/0/characters")).extracting(JsonNode::asText).containsExactly("Clerk", "Ghost");
    }

    @Test
    void givenAFilmography_whenPaged_thenTheCursorGoesOn() {
        var document = """
                       query($after: String) { media(by: {ratingKey: "film"}) { cast(first: 1) { person {
                         filmography(first: 1, after: $after) { edges { node { title } } pageInfo { hasNextPage endCursor } } } } } }""";
        var first = client().data(document).at("/media/cast/0/person/filmography");
        var second = client().data(document, Map.of("after", first.at("/pageInfo/endCursor").asText()))
                .at("/media/cast/0/person/filmography");

        assertThat(first.findValuesAsText("title")).containsExactly("zeta");
        assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        assertThat(second.findValuesAsText("title")).containsExactly("A movie");
        assertThat(second.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
    }

    @Test
    void givenManyPeople_whenTheirFilmographiesAreAsked_thenTheStatementsDoNotGrowWithThem() {
        var document = """
                       query($cast: Int) { media(by: {ratingKey: "film"}) { cast(first: $cast) { person { filmography {
                         totalCount edges { characters jobs node { title genres } } } } } } }""";
        counter.reset();
        client().data(document, Map.of("cast", 1));
        var forOne = counter.statements().size();
        counter.reset();
        client().data(document, Map.of("cast", 2));

        assertThat(counter.statements()).hasSize(forOne);
    }

    @Test
    void givenAKey_whenNoSourceIsNamed_thenAllAreLookedThroughAndPlexIsPreferred() {
        var imports = new Imports(client());
        for (var source : List.of("first", "plex", "last")) {
            imports.seriesWith(Map.of("source", source),
                    object("title", "Of " + source, "ratingKey", "everywhere", "externalIds",
                            object("imdb", "tt9977001")));
        }
        imports.seriesWith(Map.of("source", "last"), object("title", "Only there", "ratingKey", "there", "externalIds",
                object("tvdb", "9977002")));
        imports.seriesWith(Map.of("source", "first"),
                object("title", "Older", "externalIds", object("tvdb", "9977003")));
        imports.seriesWith(Map.of("source", "last"),
                object("title", "Newer", "externalIds", object("tvdb", "9977003")));

        for (var by : Map
                .of("imdb: \"TT9977001\"", "Of plex", "ratingKey: \"everywhere\"", "Of plex", "ratingKey: \"there\"",
                        "Only there", "tvdb: \"9977002\"", "Only there", "tvdb: \"9977003\"", "Older")
                .entrySet()) {
            assertThat(client().data("{ media(by: {" + by.getKey() + "}) { title } }").at("/media/title").asText())
                    .isEqualTo(by.getValue());
        }
        assertThat(client().data("{ media(by: {imdb: \"tt9977001\"}, source: \"last\") { title } }").at("/media/title")
                .asText())
                .isEqualTo("Of last");
        assertThat(
                client().data("{ media(by: {imdb: \"tt9977001\"}, source: \"none\") { title } }").get("media").isNull())
                .isTrue();
    }

    @Test
    void givenMediaOfAllKinds_whenAskedThroughTheInterface_thenKindDurationAndImagesOfAKindAreThere() {
        new Imports(client())
                .movies(object("title", "Pictured", "ratingKey", "pictured", "durationSeconds", 90, "images",
                        List.of(object("kind", "POSTER", "path", "/p"), object("kind", "BACKDROP", "path", "/b"))));

        assertThat(client().data(
                "{ media(by: {ratingKey: \"pictured\"}) { kind durationSeconds poster: images(kind: POSTER) { path }"
                        + " images { path } thumbs: images(kind: THUMB) { path } } }")
                .get("media").toString())
                .isEqualTo("{\"kind\":\"MOVIE\",\"durationSeconds\":90,\"poster\":[{\"path\":\"/p\"}],"
                        + "\"images\":[{\"path\":\"/p\"},{\"path\":\"/b\"}],\"thumbs\":[]}");
    }
}
