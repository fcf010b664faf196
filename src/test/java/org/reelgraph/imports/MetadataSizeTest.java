package org.reelgraph.imports;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

/** How long metadata may be, and what becomes of those that are longer. */
class MetadataSizeTest extends ServerTest {

    private static final String IMPORT = """
                                         mutation($movie: MovieInput!) { importMovies(input: {movies: [$movie]}) {
                                           created updated unchanged failed results { notices { code path } }
                                           userErrors { code message path } movies { metadata } } }""";

    private static Map<String, Object> movie(String title, Object metadata) {
        return Map.of("movie", object("title", title, "ratingKey", title, "metadata", metadata));
    }

    @Test
    void givenMetadataBeyondTheBound_whenAMutationBringsThem_thenTheyAreRefusedByName() {
        var longest = "ü".repeat((65_536 - "{'n':''}".length()) / 2);
        assertThat(client().data(IMPORT, movie("Fits", Map.of("n", longest))).at("/importMovies/created").asInt())
                .isEqualTo(1);

        var refused = client().data(IMPORT, movie("Longer", Map.of("n", longest + "ü"))).get("importMovies");

        assertThat(refused.get("failed").asInt()).isEqualTo(1);
        assertThat(refused.at("/userErrors/0/code").asText()).isEqualTo("OUT_OF_RANGE");
        assertThat(refused.at("/userErrors/0/message").asText()).contains("65,536 bytes");
        assertThat(refused.at("/userErrors/0/path").toString()).endsWith("\"metadata\"]");
    }

    @Test
    void givenMembersBeyondTheBound_whenAFileBringsThem_thenTheItemIsTakenWithoutThemAndANoticeSaysSo() {
        var jobs = new Jobs(client(), folder());
        jobs.lines("long.jsonl", object("kind", "MOVIE", "title", "From a file", "unknown", "u".repeat(70_000)));

        var job = jobs.run("long.jsonl");

        assertThat(job.get("created").asInt()).isEqualTo(1);
        assertThat(Jobs.records(job).getFirst().get("notices").findValuesAsText("code")).contains("VALUE_DROPPED");
    }

    @Test
    void givenMetadataThatGrow_whenTheyWouldGoBeyondTheBound_thenWhatIsStoredStaysAndANoticeSaysSo() {
        client().data(IMPORT, movie("Growing", Map.of("first", "f".repeat(40_000))));

        var answer = client().data(IMPORT, movie("Growing", Map.of("second", "s".repeat(40_000)))).get("importMovies");

        assertThat(answer.get("failed").asInt()).isZero();
        assertThat(answer.at("/movies/0/metadata").fieldNames()).toIterable().containsExactly("first");
        assertThat(answer.at("/results/0/notices/0/code").asText()).isEqualTo("VALUE_DROPPED");
        assertThat(answer.at("/results/0/notices/0/path").toString()).endsWith("\"metadata\"]");
    }

    @Test
    void givenLongMetadataOfAnEarlierVersion_whenTheyAreImportedAgain_thenTheyStayAndCanBeChanged()
            throws SQLException {
        client().data(IMPORT, movie("Old", Map.of("a", "1")));
        Tables.run(folder(), "UPDATE media_items SET metadata = '{\"a\":\"1\",\"b\":\""
                + "b".repeat(200_000) + "\"}' WHERE title = 'Old'");

        var changed = client().data(IMPORT, movie("Old", Map.of("a", "2"))).get("importMovies");

        assertThat(changed.get("updated").asInt()).isEqualTo(1);
        assertThat(changed.at("/movies/0/metadata/a").asText()).isEqualTo("2");
        assertThat(changed.at("/movies/0/metadata/b").asText()).hasSize(200_000);
    }
}
