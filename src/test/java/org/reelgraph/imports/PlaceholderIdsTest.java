package org.reelgraph.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.reelgraph.testing.Trees.object;

/** What sources write where they know no id never makes two items or people one. */
class PlaceholderIdsTest extends ServerTest {

    private Jobs jobs() {
        return new Jobs(client(), folder());
    }

    private List<String> titles(String source) {
        return client().data("{ allMedia(first: 100) { edges { node { title source summary } } } }")
                .at("/allMedia/edges").valueStream().map(edge -> edge.get("node"))
                .filter(node -> node.get("source").asText().equals(source))
                .map(node -> node.get("title").asText() + " " + node.get("summary").asText()).toList();
    }

    static Stream<Arguments> ids() {
        return Stream.of(arguments("MOVIE", "tmdb", "0"), arguments("MOVIE", "imdb", "tt0000000"),
                arguments("SERIES", "tvdb", "N/A"), arguments("SERIES", "plex", "local://77"),
                arguments("SERIES", "imdb", "none"),
                arguments("ALBUM", "musicbrainz", "00000000-0000-0000-0000-000000000000"),
                arguments("BOOK", "isbn", "0000000000"), arguments("BOOK", "tmdb", "-1"));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void givenTwoItemsWithOnePlaceholder_whenImportedTogetherOrInTurn_thenTheyAreTwo(String kind, String scheme,
            String value) {
        for (var together : List.of(true, false)) {
            var source = kind + scheme + value + together;
            var gull = object("kind", kind, "ratingKey", "1", "title", "Gull", "summary", "about gulls", "externalIds",
                    object(scheme, value));
            var crab = object("kind", kind, "ratingKey", "2", "title", "Crab", "externalIds", object(scheme, value));
            if (together) {
                jobs().lines("both.jsonl", gull, crab);
            } else {
                jobs().lines("both.jsonl", gull);
                jobs().run(Map.of("path", "both.jsonl", "source", source));
                jobs().lines("both.jsonl", crab);
            }

            var job = jobs().run(Map.of("path", "both.jsonl", "source", source));

            assertThat(Jobs.outcomes(job)).containsOnly("CREATED");
            assertThat(titles(source)).containsExactlyInAnyOrder("Gull about gulls", "Crab null");
            assertThat(Jobs.records(job).getFirst().get("notices").toString()).isEqualTo(
                    "[{\"code\":\"PLACEHOLDER_ID\",\"message\":\"'%1$s' identifies nothing.\",\"path\":[\"externalIds\",\"%2$s\"],"
                            .formatted(value, scheme) + "\"value\":\"" + value + "\"}]");
        }
    }

    @Test
    void givenPlaceholdersOfPeople_whenCredited_thenTheyAreToldApartByTheirNames() {
        jobs().lines("people.jsonl", object("kind", "MOVIE", "ratingKey", "p1", "title", "P", "cast",
                List.of(object("person", object("name", "Ada Gull", "externalIds", object("tmdb", "0"))),
                        object("person",
                                object("name", "Bo Crab", "externalIds", object("tmdb", 0, "imdb", "nm0000000"))))));

        var job = jobs().run("people.jsonl");

        assertThat(Jobs.records(job).getFirst().get("notices")).hasSize(3);
        var cast = client().data("{ media(by: {ratingKey: \"p1\"}) { cast { person { name matchedBy } } } }")
                .at("/media/cast");
        assertThat(cast.toString()).isEqualTo("[{\"person\":{\"name\":\"Ada Gull\",\"matchedBy\":\"NAME\"}},"
                + "{\"person\":{\"name\":\"Bo Crab\",\"matchedBy\":\"NAME\"}}]");
    }

    @Test
    void givenTautullisGuids_whenTheyIdentifyNothing_thenTheFilmsAreTwo() {
        jobs().file("guids.json",
                """
                [{"ratingKey": 71, "title": "Gull", "guid": "local://71", "guids": [{"id": "tmdb://0"}]},
                 {"ratingKey": 72, "title": "Crab", "guid": "local://71", "guids": [{"id": "tmdb://0"}, {"id": "imdb://tt9900072"}]}]""");

        var job = jobs().run(Map.of("path", "guids.json", "source", "guids"));

        assertThat(Jobs.outcomes(job)).containsExactly("CREATED", "CREATED");
        assertThat(Jobs.records(job)).allSatisfy(record -> assertThat(record.at("/notices/0/path").toString())
                .isEqualTo("[\"guids\",\"0\",\"id\"]"));
        assertThat(client()
                .data("{ media(by: {imdb: \"tt9900072\"}, source: \"guids\") { externalIds { imdb tmdb plex } } }")
                .toString()).contains("{\"imdb\":\"tt9900072\",\"tmdb\":null,\"plex\":null}");
    }

    @Test
    void givenALegacyAgentsGuid_whenImported_thenItIsTheAgentsId() {
        jobs().file("legacy.json",
                """
                [{"ratingKey": 81, "title": "Legacy", "guid": "com.plexapp.agents.imdb://tt9900081?lang=en"}]""");
        jobs().lines("legacy.jsonl", object("kind", "MOVIE", "title", "Legacy", "externalIds",
                object("plex", "com.plexapp.agents.imdb://tt9900081?lang=de", "tmdb",
                        "https://www.themoviedb.org/movie/81-legacy")));

        var first = jobs().run(Map.of("path", "legacy.json", "source", "legacy"));
        var second = jobs().run(Map.of("path", "legacy.jsonl", "source", "legacy"));

        assertThat(Jobs.outcomes(first)).containsExactly("CREATED");
        assertThat(Jobs.outcomes(second)).containsExactly("UPDATED");
        assertThat(client().data("{ media(by: {imdb: \"HTTPS://WWW.IMDB.COM/title/tt9900081/\"}, source: \"legacy\") {"
                + " ratingKey externalIds { imdb tmdb plex } } }").toString())
                .contains(
                        "{\"ratingKey\":\"81\",\"externalIds\":{\"imdb\":\"tt9900081\",\"tmdb\":\"81\",\"plex\":null}}");
    }

    @Test
    void givenAPlaceholderInARequest_whenImported_thenItIsLeftOutAndTheResultSaysSo() {
        var payload = new Imports(client()).movies(
                object("ratingKey", "t1", "title", "Typed one", "externalIds", object("tmdb", "0")),
                object("ratingKey", "t2", "title", "Typed two", "externalIds", object("tmdb", "0")));

        assertThat(Imports.outcomes(payload)).containsExactly("CREATED", "CREATED");
        assertThat(payload.get("results").findValuesAsText("code")).containsExactly("PLACEHOLDER_ID", "PLACEHOLDER_ID");
        assertThat(payload.at("/results/1/notices/0/path").toString())
                .isEqualTo("[\"input\",\"movies\",\"1\",\"externalIds\",\"tmdb\"]");
    }

    @Test
    void givenStrict_whenAPlaceholderComes_thenTheRecordIsRefused() {
        jobs().lines("strict.jsonl", object("kind", "MOVIE", "title", "Strict", "externalIds", object("tmdb", "0")));

        var job = jobs().run(Map.of("path", "strict.jsonl", "strict", true));

        assertThat(Jobs.errors(job)).containsExactly("INVALID: '0' identifies nothing.");
    }

    @Test
    void givenSpellingsOfOneId_whenImported_thenTheyMeanOneItem() {
        for (var spelling : List.of("tt9900091", "TT9900091", "imdb://tt9900091",
                "https://www.imdb.com/title/tt9900091/")) {
            jobs().lines("spelling.jsonl",
                    object("kind", "MOVIE", "title", "Spelled", "externalIds", object("imdb", spelling)));
            jobs().run(Map.of("path", "spelling.jsonl", "source", "spellings"));
        }

        assertThat(titles("spellings")).hasSize(1);
        JsonNode unknown = client().data("{ media(by: {imdb: \"tt0000000\"}) { id } }").get("media");
        assertThat(unknown.isNull()).isTrue();
    }
}
