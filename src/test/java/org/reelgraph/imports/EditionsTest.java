package org.reelgraph.imports;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.with;

/** Versions of a film that share their ids are items of their own. */
class EditionsTest extends ServerTest {

    private static final String FILM = "{\"type\": \"movie\", \"ratingKey\": %d, \"title\": \"Low Ebb\", \"year\": 1982,"
            + " \"guid\": \"plex://movie/%s\", \"guids\": [{\"id\": \"imdb://tt99%s\"}], \"editionTitle\": %s}";

    private Jobs jobs() {
        return new Jobs(client(), folder());
    }

    private List<String> outcomes(String id, int key, String edition, int otherKey, String otherEdition) {
        jobs().file("editions.json", "[" + FILM.formatted(key, id, id, edition) + ","
                + FILM.formatted(otherKey, id, id, otherEdition) + "]");
        return Jobs.outcomes(jobs().run("editions.json"));
    }

    private String editions(String id) {
        return client().data("{ allMovies(first: 100, orderBy: [{field: TITLE}]) { edges { node { edition ratingKey"
                + " externalIds { imdb } } } } }").at("/allMovies/edges").valueStream().map(edge -> edge.get("node"))
                .filter(node -> node.at("/externalIds/imdb").asText().equals("tt99" + id))
                .map(node -> node.get("edition").asText() + " " + node.get("ratingKey").asText()).sorted().toList()
                .toString();
    }

    @Test
    void givenTwoEditions_whenImportedTwice_thenTheyAreTwoItemsAndUnchanged() {
        assertThat(outcomes("100", 31, "null", 32, "\"Director's Cut\"")).containsExactly("CREATED", "CREATED");
        assertThat(outcomes("100", 31, "null", 32, "\"Director's Cut\"")).containsExactly("UNCHANGED", "UNCHANGED");
        assertThat(editions("100")).isEqualTo("[Director's Cut 32, null 31]");
    }

    @Test
    void givenARebuiltLibrary_whenTheEditionsKeysAreExchanged_thenEachEditionStaysWhatItIs() {
        outcomes("101", 41, "null", 42, "\"Extended\"");
        var before = client().data("{ media(by: {ratingKey: \"42\"}) { id } }");

        assertThat(outcomes("101", 42, "null", 41, "\"Extended\"")).containsExactly("UPDATED", "UPDATED");
        assertThat(client().data("{ media(by: {ratingKey: \"41\"}) { id } }")).isEqualTo(before);
        assertThat(editions("101")).isEqualTo("[Extended 41, null 42]");
    }

    @Test
    void givenAnItemWhoseEditionIsLearnt_whenItsKeyComesWithIt_thenItIsTheSameItem() {
        jobs().lines("learnt.jsonl", object("kind", "MOVIE", "ratingKey", "51", "title", "Low Ebb", "externalIds",
                object("imdb", "tt99102")));
        jobs().run("learnt.jsonl");

        assertThat(outcomes("102", 51, "\"Final Cut\"", 52, "null")).containsExactlyInAnyOrder("CREATED", "UPDATED");
        assertThat(editions("102")).isEqualTo("[Final Cut 51, null 52]");
    }

    @Test
    void givenASourceThatKnowsNoEditions_whenItsKeyTellsNothing_thenTheUsualOneIsMeant() {
        outcomes("103", 61, "null", 62, "\"Extended\"");
        var imports = new Imports(client());

        assertThat(Imports.outcomes(imports.movies(object("externalIds", object("imdb", "tt99103"), "tagline", "new"))))
                .containsExactly("UPDATED");
        assertThat(Imports.outcomes(imports.movies(object("ratingKey", "62", "externalIds", object("imdb", "tt99103"),
                "tagline", "longer")))).containsExactly("UPDATED");

        assertThat(client().data("{ media(by: {imdb: \"tt99103\"}) { edition tagline } }").get("media").toString())
                .isEqualTo("{\"edition\":null,\"tagline\":\"new\"}");
        assertThat(client().data("{ media(by: {ratingKey: \"62\"}) { edition tagline } }").get("media").toString())
                .isEqualTo("{\"edition\":\"Extended\",\"tagline\":\"longer\"}");
    }

    @Test
    void givenOnlyNamedEditions_whenNothingTellsWhichIsMeant_thenItIsAConflictThatNamesThem() {
        outcomes("104", 71, "\"A\"", 72, "\"B\"");

        var payload = new Imports(client()).movies(object("externalIds", object("imdb", "tt99104"), "tagline", "?"));

        assertThat(Imports.errors(payload)).containsExactly("IDENTITY_CONFLICT at input.movies.0.edition");
        assertThat(payload.at("/userErrors/0/message").asText()).contains("'A', 'B'");
    }

    private static Map<String, Object> film(String key, String id) {
        return object("kind", "MOVIE", "ratingKey", key, "title", "Low Ebb", "year", 1982, "externalIds",
                object("imdb", "tt99" + id));
    }

    @SafeVarargs
    private List<String> outcomes(Map<String, Object>... films) {
        jobs().lines("lines.jsonl", films);
        return Jobs.outcomes(jobs().run("lines.jsonl"));
    }

    @Test
    void givenAnEditionAndTheUsualOne_whenTheSecondNamesNone_thenTheyAreTwoInAnyOrder() {
        var usual = film("201", "201");
        var extended = with(film("202", "201"), "edition", "Extended");
        var others = with(film("212", "211"), "edition", "Extended");

        assertThat(outcomes(extended, usual)).containsExactly("CREATED", "CREATED");
        assertThat(outcomes(usual, extended)).containsExactly("UNCHANGED", "UNCHANGED");
        assertThat(outcomes(others)).containsExactly("CREATED");
        assertThat(outcomes(film("211", "211"), others)).containsExactly("CREATED", "UNCHANGED");
        assertThat(outcomes(film("202", "201"), with(film("201", "201"), "edition", "Extended"))).as("keys exchanged")
                .containsExactly("UPDATED", "UPDATED");
        assertThat(editions("201")).isEqualTo("[Extended 201, null 202]");
        assertThat(editions("211")).isEqualTo("[Extended 212, null 211]");
    }

    @Test
    void givenTwoItemsWithoutKeys_whenOneNamesItsEdition_thenTheyAreTwoInAnyOrder() {
        var usual = object("kind", "BOOK", "title", "Tide Tables", "externalIds", object("isbn", "9799999990027"));
        var illustrated = with(usual, "edition", "Illustrated");

        assertThat(outcomes(illustrated, usual)).containsExactly("CREATED", "CREATED");
        assertThat(outcomes(usual, illustrated)).containsExactly("UNCHANGED", "UNCHANGED");
    }

    @Test
    void givenAnEditionThatBecomesAnother_whenThatIsThereAlready_thenItAloneIsRefused() {
        outcomes(film("301", "301"), with(film("302", "301"), "edition", "Extended"));
        var renamed = object("kind", "MOVIE", "ratingKey", "302", "title", "Low Ebb", "edition", null);
        var bystander = film("399", "399");
        jobs().lines("renamed.jsonl", bystander, renamed);

        for (var dryRun : List.of(true, false)) {
            var job = jobs().run(Map.of("path", "renamed.jsonl", "dryRun", dryRun));

            assertThat(Jobs.outcomes(job)).containsExactly("CREATED", "FAILED");
            assertThat(Jobs.records(job).getLast().at("/userErrors/0/message").asText()).isEqualTo(
                    "Without an edition it would have the same external id as 'Low Ebb': imdb tt99301.");
        }
        assertThat(editions("301")).isEqualTo("[Extended 302, null 301]");
    }

    @Test
    void givenBooks_whenTheyAreEditionsOfOneIsbn_thenTheyAreTwoToo() {
        var book = object("title", "Tide Tables", "externalIds", object("isbn", "979-9-9999-9001-0"));
        jobs().lines("books.jsonl", with(book, "kind", "BOOK"), with(book, "kind", "BOOK", "edition", "Illustrated"));

        assertThat(Jobs.outcomes(jobs().run(Map.of("path", "books.jsonl", "source", "shelf"))))
                .containsExactly("CREATED", "CREATED");
        assertThat(Jobs.outcomes(jobs().run(Map.of("path", "books.jsonl", "source", "shelf")))).containsExactly(
                "UNCHANGED",
                "UNCHANGED");
        assertThat(client().data("{ media(by: {isbn: \"9799999990010\"}) { edition source } }").get("media").toString())
                .isEqualTo("{\"edition\":null,\"source\":\"shelf\"}");
    }
}
