package org.reelgraph.imports;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Imports.errors;
import static org.reelgraph.testing.Imports.outcomes;
import static org.reelgraph.testing.Trees.credit;
import static org.reelgraph.testing.Trees.episode;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.season;
import static org.reelgraph.testing.Trees.with;

class ImportBadInputTest extends ServerTest {

    private static final Map<String, Object> SOUND = object("ratingKey", "bad", "title", "Sound");

    private Imports imports() {
        return new Imports(client());
    }

    private int seriesCount() {
        return client().data("{ allSeries { totalCount } }").at("/allSeries/totalCount").asInt();
    }

    static Stream<Arguments> faultyTrees() {
        return Stream.of(
                Arguments.of(object("ratingKey", "x"), "REQUIRED at input.series.0.title"),
                Arguments.of(with(SOUND, "title", null), "REQUIRED at input.series.0.title"),
                Arguments.of(with(SOUND, "title", "  \t"), "REQUIRED at input.series.0.title"),
                Arguments.of(with(SOUND, "title", "\u00a0\u200b"), "REQUIRED at input.series.0.title"),
                Arguments.of(with(SOUND, "releasedOn", 20220203), "INVALID at input.series.0.releasedOn"),
                Arguments.of(with(SOUND, "addedAt", "2022-02-03T10:00Z"), "INVALID at input.series.0.addedAt"),
                Arguments.of(with(SOUND, "addedAt", "2022-02-03T10:00:00+02"), "INVALID at input.series.0.addedAt"),
                Arguments.of(with(SOUND, "genres", List.of("nul\0")), "INVALID at input.series.0.genres.0"),
                Arguments.of(with(SOUND, "images", List.of(object("kind", "THUMB", "path", " "))),
                        "REQUIRED at input.series.0.images.0.path"),
                Arguments.of(with(SOUND, "title", "x".repeat(20_001)), "OUT_OF_RANGE at input.series.0.title"),
                // Random, since PostgreSQL compresses what an index holds.
                Arguments.of(with(SOUND, "ratingKey", random(1_001)), "OUT_OF_RANGE at input.series.0.ratingKey"),
                Arguments.of(with(SOUND, "ratingKey", "é".repeat(501)), "OUT_OF_RANGE at input.series.0.ratingKey"),
                Arguments.of(with(SOUND, "edition", random(1_001)), "OUT_OF_RANGE at input.series.0.edition"),
                Arguments.of(with(SOUND, "externalIds", object("plex", random(1_001))),
                        "OUT_OF_RANGE at input.series.0.externalIds.plex"),
                Arguments.of(
                        with(SOUND, "cast",
                                List.of(object("person",
                                        object("name", "A", "externalIds", object("imdb", random(1_001)))))),
                        "OUT_OF_RANGE at input.series.0.cast.0.person.externalIds.imdb"),
                Arguments.of(with(SOUND, "summary", "nul \0 inside"), "INVALID at input.series.0.summary"),
                Arguments.of(with(SOUND, "summary", "half a pair \ud83d"), "INVALID at input.series.0.summary"),
                Arguments.of(with(SOUND, "year", -1), "OUT_OF_RANGE at input.series.0.year"),
                Arguments.of(with(SOUND, "year", 10_000), "OUT_OF_RANGE at input.series.0.year"),
                Arguments.of(with(SOUND, "rating", 10.1), "OUT_OF_RANGE at input.series.0.rating"),
                Arguments.of(with(SOUND, "rating", -0.1), "OUT_OF_RANGE at input.series.0.rating"),
                Arguments.of(with(SOUND, "releasedOn", "2022-02-30"), "INVALID at input.series.0.releasedOn"),
                Arguments.of(with(SOUND, "releasedOn", "yesterday"), "INVALID at input.series.0.releasedOn"),
                Arguments.of(with(SOUND, "addedAt", "2022-02-03T10:00:00"), "INVALID at input.series.0.addedAt"),
                Arguments.of(with(SOUND, "addedAt", "+99999-01-01T00:00:00Z"), "INVALID at input.series.0.addedAt"),
                Arguments.of(with(SOUND, "genres", List.of("Drama", " ")), "REQUIRED at input.series.0.genres.1"),
                Arguments.of(with(SOUND, "cast", List.of(credit(" ", "A"))),
                        "REQUIRED at input.series.0.cast.0.person.name"),
                Arguments.of(with(SOUND, "images", List.of(object("kind", "POSTER", "path", ""))),
                        "REQUIRED at input.series.0.images.0.path"),
                Arguments.of(with(SOUND, "seasons", List.of(season(-1))),
                        "OUT_OF_RANGE at input.series.0.seasons.0.number"),
                Arguments.of(with(SOUND, "seasons", List.of(season(1), season(2), season(1))),
                        "DUPLICATE at input.series.0.seasons.2.number"),
                Arguments.of(with(SOUND, "seasons", List.of(season(1, episode(3), episode(3)))),
                        "DUPLICATE at input.series.0.seasons.0.episodes.1.number"),
                Arguments.of(with(SOUND, "seasons", List.of(season(1, episode(1, "durationSeconds", -5)))),
                        "OUT_OF_RANGE at input.series.0.seasons.0.episodes.0.durationSeconds"),
                Arguments.of(with(SOUND, "seasons", List.of(season(1, episode(1, "airedOn", "2022-13-01")))),
                        "INVALID at input.series.0.seasons.0.episodes.0.airedOn"));
    }

    private static String random(int length) {
        return new Random(7).ints(length, 'A', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    }

    @Test
    void givenTheLongestKeys_whenImported_thenTheItemIsFoundByThem() {
        var longest = object("ratingKey", random(1_000), "title", "Long", "edition", random(1_000), "externalIds",
                object("plex", random(1_000), "imdb", random(1_000)));

        assertThat(outcomes(imports().series(longest))).containsExactly("CREATED");
        assertThat(outcomes(imports().series(longest))).containsExactly("UNCHANGED");
    }

    @ParameterizedTest
    @MethodSource("faultyTrees")
    void givenAFaultyTree_whenImported_thenTheErrorNamesTheValueAndNothingIsWritten(Map<String, Object> tree,
            String error) {
        var before = seriesCount();

        var payload = imports().series(tree);

        assertThat(errors(payload)).containsExactly(error);
        assertThat(payload.at("/results/0/outcome").asText()).isEqualTo("FAILED");
        assertThat(payload.get("failed").asInt()).isEqualTo(1);
        assertThat(seriesCount()).isEqualTo(before);
    }

    @Test
    void givenSeveralMistakes_whenImported_thenAllAreNamedAtOnce_andSoundRecordsAreWritten() {
        var payload = imports().series(
                with(SOUND, "ratingKey", "several", "year", -1, "rating", 99, "releasedOn", "never"),
                object("ratingKey", "sound-beside", "title", "Sound beside"));

        assertThat(errors(payload)).containsExactly("OUT_OF_RANGE at input.series.0.year",
                "OUT_OF_RANGE at input.series.0.rating", "INVALID at input.series.0.releasedOn");
        assertThat(outcomes(payload)).containsExactly("FAILED", "CREATED");
    }

    @Test
    void givenNoOrTooManySeries_whenImported_thenTheInputIsRefusedAsAWhole() {
        @SuppressWarnings("unchecked")
        Map<String, Object>[] tooMany = IntStream.range(0, 101)
                .mapToObj(i -> object("ratingKey", "many" + i, "title", "Many")).toArray(Map[]::new);
        var before = seriesCount();

        assertThat(errors(imports().series(tooMany))).containsExactly("TOO_MANY at input.series");
        assertThat(errors(imports().series())).containsExactly("REQUIRED at input.series");
        assertThat(errors(imports().seriesWith(Map.of("source", " "), SOUND)))
                .containsExactly("REQUIRED at input.source");
        assertThat(errors(imports().seriesWith(Map.of("source", "nul\0"), SOUND))).contains("INVALID at input.source");
        assertThat(errors(imports().seriesWith(Map.of("source", "x".repeat(101)), SOUND)))
                .containsExactly("OUT_OF_RANGE at input.source");
        assertThat(seriesCount()).isEqualTo(before);
    }

    @Test
    void givenThousandsOfMistakesInOneTree_whenImported_thenTheAnswerStaysReadable() {
        var episodes = IntStream.range(0, 5_000).mapToObj(i -> object("number", -1)).toArray();

        var payload = imports().series(with(SOUND, "seasons", List.of(season(1, episodes))));

        assertThat(payload.get("userErrors")).hasSize(100);
    }

    @Test
    void givenOddButValidText_whenImported_thenItComesBackAsItIs() {
        var title = "\"); DROP TABLE people; -- 進撃 🎬 \\ ' \u202e";
        imports().series(with(SOUND, "ratingKey", "odd", "title", title, "sortTitle", "zzz"));

        var stored = client().data("{ media(by: {ratingKey: \"odd\"}) { title } }");
        assertThat(stored.at("/media/title").asText()).isEqualTo(title);
    }

    @Test
    void givenANumberOfARequest_whenItIsOutOfBounds_thenTheMessageHasItAsItWasSent() {
        var payload = imports().movies(object("title", "T", "rating", 83));

        assertThat(payload.at("/results/0/userErrors/0/message").asText())
                .isEqualTo("The rating must be a number from 0 to 10, not 83.");
    }
}
