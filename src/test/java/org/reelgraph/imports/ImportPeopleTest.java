package org.reelgraph.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Imports.outcomes;
import static org.reelgraph.testing.Trees.credit;
import static org.reelgraph.testing.Trees.episode;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.season;
import static org.reelgraph.testing.Trees.with;

class ImportPeopleTest extends ServerTest {

    private static final String CAST = """
                                       query($key: String!) { media(by: {ratingKey: $key}) {
                                         cast { character person { id name matchedBy externalIds { imdb tmdb } } } } }""";

    private Imports imports() {
        return new Imports(client());
    }

    @SafeVarargs
    private static Map<String, Object> series(String key, Map<String, Object>... cast) {
        return object("title", "Series " + key, "ratingKey", key, "cast", List.of(cast));
    }

    private JsonNode person(String ratingKey, int position) {
        return client().data(CAST, Map.of("key", ratingKey)).at("/media/cast/" + position + "/person");
    }

    private String personId(String ratingKey, int position) {
        return person(ratingKey, position).get("id").asText();
    }

    @Test
    void givenTwoPeopleOfOneName_whenExternalIdsTellThemApart_thenTheyStayTwo() {
        imports().series(series("chris1", credit("Chris Ewan", "A", "nm-chris-1")),
                series("chris2", credit("Chris Ewan", "B", "nm-chris-2")));

        assertThat(personId("chris1", 0)).isNotEqualTo(personId("chris2", 0));
        assertThat(person("chris1", 0).get("matchedBy").asText()).isEqualTo("EXTERNAL_ID");
    }

    @Test
    void givenTwoPeopleOfOneName_whenACreditHasOnlyTheName_thenItGetsAPersonOfItsOwn() {
        imports().series(series("amb1", credit("Amy Big", "A", "nm-amb-1")),
                series("amb2", credit("Amy Big", "B", "nm-amb-2")));

        imports().series(series("amb3", credit("Amy Big", "C")));

        assertThat(personId("amb3", 0)).isNotIn(personId("amb1", 0), personId("amb2", 0));
        assertThat(person("amb3", 0).get("matchedBy").asText()).isEqualTo("NAME");
    }

    @Test
    void givenOnePersonOfAName_whenACreditHasOnlyTheName_thenItIsThatPerson() {
        imports().series(series("only1", credit("Olaf Only", "A", "nm-only")));

        imports().series(series("only2", credit("  Olaf Only ", "B")));

        assertThat(personId("only2", 0)).isEqualTo(personId("only1", 0));
    }

    @Test
    void givenDecomposedUnicode_whenNamesAreCompared_thenTheyAreOnePerson() {
        imports().series(series("nfc1", credit("Jürgen Komposit", "A")));

        imports().series(series("nfc2", credit("Ju\u0308rgen Komposit", "B")));

        assertThat(personId("nfc2", 0)).isEqualTo(personId("nfc1", 0));
        assertThat(person("nfc2", 0).get("name").asText()).isEqualTo("Jürgen Komposit");
    }

    @Test
    void givenANameMatchedPerson_whenAnotherOfThatNameAppearsLater_thenTheLaterRunChangesNothing() {
        var first = series("stay1", credit("Stella Stays", "A"));
        imports().series(series("stay0", credit("Stella Stays", "Z", "nm-stay-0")), first);
        var before = personId("stay1", 0);
        imports().series(series("stay2", credit("Stella Stays", "B", "nm-stay-2")));

        var again = imports().series(first);

        assertThat(outcomes(again)).containsExactly("UNCHANGED");
        assertThat(personId("stay1", 0)).isEqualTo(before).isEqualTo(personId("stay0", 0));
    }

    @Test
    void givenOneInput_whenTheNamedCreditStandsBeforeTheIdentifiedOne_thenTheOrderMakesNoDifference() {
        imports().series(series("order1", credit("Otto Order", "A")),
                series("order2", credit("Otto Order", "B", "nm-order")));

        assertThat(personId("order1", 0)).isEqualTo(personId("order2", 0));
    }

    @Test
    void givenANameOnlyPersonOfOneItem_whenTheItemTellsTheirId_thenTheyKeepTheirId() {
        imports().series(series("adopt1", credit("Ada Adopt", "A")));
        var before = personId("adopt1", 0);

        imports().series(series("adopt1", credit("Ada Adopt", "A", "nm-adopt")));

        assertThat(personId("adopt1", 0)).isEqualTo(before);
        assertThat(person("adopt1", 0).get("matchedBy").asText()).isEqualTo("EXTERNAL_ID");
        assertThat(person("adopt1", 0).at("/externalIds/imdb").asText()).isEqualTo("nm-adopt");
    }

    @Test
    void givenTwoItems_whenOneNamesAndOneIdentifiesAPerson_thenEitherOrderOfImportsEndsAlike() {
        var named = series("first1", credit("Fritz First", "A"));
        var identified = series("first2", credit("Fritz First", "B", "nm-first"));
        imports().series(named);
        imports().series(identified);
        imports().series(series("second2", credit("Sepp Second", "B", "nm-second")));
        imports().series(series("second1", credit("Sepp Second", "A")));

        assertThat(personId("first1", 0)).isEqualTo(personId("first2", 0));
        assertThat(personId("second1", 0)).isEqualTo(personId("second2", 0));
        assertThat(person("first1", 0).get("matchedBy").asText()).isEqualTo("EXTERNAL_ID");
        assertThat(outcomes(imports().series(named, identified))).containsOnly("UNCHANGED");
    }

    @Test
    void givenOthersOfTheName_whenAnItemTellsTheIdOfItsNameOnlyPerson_thenThatPersonKeepsTheirId() {
        imports().series(series("sole1", credit("Sol Sole", "A", "nm-sole-1")),
                series("sole2", credit("Sol Sole", "B", "nm-sole-2")));
        imports().series(series("sole3", credit("Sol Sole", "C")), series("sole4", credit("Sol Sole", "D")));
        var before = personId("sole3", 0);

        imports().series(series("sole3", credit("Sol Sole", "C", "nm-sole-3")));

        assertThat(personId("sole3", 0)).isEqualTo(before).isNotEqualTo(personId("sole4", 0));
        assertThat(person("sole4", 0).get("matchedBy").asText()).isEqualTo("NAME");
    }

    @Test
    void givenTwoIdentifiedPeopleOfOneNameInAnItem_whenAnEpisodeHasOnlyTheName_thenItsPersonStaysAtEveryRun() {
        imports().series(
                series("churn", credit("Uwe Churn", "A", "nm-churn-1"), credit("Uwe Churn", "B", "nm-churn-2")));
        var tree = object("ratingKey", "churn", "seasons",
                List.of(season(1, episode(1, "cast", List.of(credit("Uwe Churn", "C"))))));

        assertThat(outcomes(imports().series(tree))).containsExactly("UPDATED");
        assertThat(outcomes(imports().series(tree))).containsExactly("UNCHANGED");
    }

    @Test
    void givenAnAliasBesideTheName_whenImportedAgain_thenNothingChanges() {
        imports().series(series("alias1", credit("Quentin Q", "A", "nm-alias-1")),
                series("alias2", credit("Quentin Q", "B", "nm-alias-2")));
        var tree = series("alias3", credit("Zed Alias", "A", "nm-alias-1"), credit("Quentin Q", "C"));

        assertThat(outcomes(imports().series(tree))).containsExactly("CREATED");
        assertThat(outcomes(imports().series(tree))).containsExactly("UNCHANGED");
    }

    @Test
    void givenAKnownPerson_whenAnItemTellsAFurtherIdOfThem_thenItIsReportedAsAnUpdate() {
        imports().series(series("enrich", credit("Eva Enrich", "A")));
        var tree = series("enrich", credit("Eva Enrich", "A", "nm-enrich"));

        assertThat(outcomes(imports().seriesWith(Map.of("dryRun", true), tree))).containsExactly("UPDATED");
        assertThat(outcomes(imports().series(tree))).containsExactly("UPDATED");
        assertThat(outcomes(imports().series(tree))).containsExactly("UNCHANGED");
    }

    private static Map<String, Object> shown(String name, Object... images) {
        return object("person", object("name", name, "images", List.of(images)));
    }

    private static Map<String, Object> image(String kind, String path) {
        return object("kind", kind, "path", path);
    }

    private List<String> images(String ratingKey, String kind) {
        return client().data("query($key: String!, $kind: ImageKind) { media(by: {ratingKey: $key}) {"
                + " cast { person { images(kind: $kind) { path } } } } }", object("key", ratingKey, "kind", kind))
                .findValuesAsText("path");
    }

    @Test
    void givenImagesOfAPerson_whenOthersAreTold_thenTheFirstOfEachKindStays() {
        imports().series(series("shown1", shown("Ina Image")));
        var first = series("shown1", shown("Ina Image", image("THUMB", "/first")));
        var other = series("shown2", shown("Ina Image", image("THUMB", "/other"), image("POSTER", "/poster")));

        assertThat(outcomes(imports().seriesWith(Map.of("dryRun", true), first))).containsExactly("UPDATED");
        assertThat(images("shown1", null)).isEmpty();
        var shown = imports().series(first, other);
        assertThat(outcomes(shown)).containsExactly("UPDATED", "CREATED");
        assertThat(images("shown1", null)).containsExactly("/first", "/poster").isEqualTo(images("shown2", null));
        assertThat(images("shown1", "POSTER")).containsExactly("/poster");
        assertThat(outcomes(imports().series(other, first))).containsExactly("UNCHANGED", "UNCHANGED");
        assertThat(outcomes(imports().series(series("shown2", shown("Ina Image"))))).containsExactly("UNCHANGED");
        assertThat(images("shown1", null)).containsExactly("/first", "/poster");
    }

    @Test
    void givenOneNameThriceInAnItem_whenTwoHaveIds_thenTheThirdStaysApartAtEveryRun() {
        var tree = series("three", credit("Tim Three", "A", "nm-three-1"), credit("Tim Three", "B", "nm-three-2"),
                credit("Tim Three", "C"));
        imports().series(tree);
        var third = personId("three", 2);

        var again = imports().series(tree);

        assertThat(outcomes(again)).containsExactly("UNCHANGED");
        assertThat(third).isNotIn(personId("three", 0), personId("three", 1));
    }

    @Test
    void givenOneNameInCastAndEpisode_whenOneHasAnId_thenItIsOnePersonInTheItem() {
        imports().series(with(series("within", credit("Wanda Within", "A", "nm-within-1")), "seasons",
                List.of(season(1, episode(1, "cast", List.of(credit("Wanda Within", "B")))))),
                series("within2", credit("Wanda Within", "X", "nm-within-2")));

        var inEpisode = client().data(
                """
                { media(by: {ratingKey: "within"}) { ... on Series { seasons { episodes { cast { person { id } } } } } } }""")
                .findValuesAsText("id");
        assertThat(inEpisode).containsExactly(personId("within", 0));
    }

    @Test
    void givenFurtherIdsOfAPerson_whenOneIsKnown_thenTheOthersAreAddedAndNoneIsOverwritten() {
        imports().series(series("ids1", object("person",
                object("name", "Ida Ids", "externalIds", object("imdb", "nm-ids", "tmdb", "1")))));

        imports().series(series("ids2", object("person",
                object("name", "Ida Ids", "externalIds", object("imdb", "nm-ids", "tmdb", "2", "tvdb", "3")))));

        assertThat(personId("ids2", 0)).isEqualTo(personId("ids1", 0));
        assertThat(person("ids1", 0).at("/externalIds/tmdb").asText()).isEqualTo("1");
    }

    @Test
    void givenAPersonKnownByNameOnly_whenTheirLastCreditGoes_thenTheyGoToo() {
        imports().series(series("gone", credit("Gina Gone", "A")));
        var id = personId("gone", 0);

        imports().series(series("gone"));

        assertThat(
                client().data("query($id: ID!) { person(id: $id) { name } }", Map.of("id", id)).get("person").isNull())
                .isTrue();
    }

    // Credits repeat names, and a cast is read without its people.
    private List<String> castOf(String ratingKey) {
        return client().data("query($key: String!) { media(by: {ratingKey: $key}) { cast { person { name } } } }",
                Map.of("key", ratingKey)).at("/media/cast").findValuesAsText("name");
    }

    @Test
    void givenAnotherProgram_whenItWritesCreditsAndPeople_thenCastsHaveTheirNames() throws SQLException {
        imports().series(series("name4", credit("Kim Old", "A", "nm-kim"), credit("Lee Here", "B", "nm-lee")));
        var owner = "(SELECT id FROM media_items WHERE rating_key = 'name4')";
        var lee = "(SELECT id FROM people WHERE imdb = 'nm-lee')";

        Tables.run(folder(), "UPDATE people SET name = 'Kim New' WHERE imdb = 'nm-kim'");
        Tables.run(folder(),
                "INSERT INTO credits (owner_id, role, position, person_id) VALUES (" + owner + ", 'CAST', 3, " + lee
                        + ")");
        assertThat(castOf("name4")).containsExactly("Kim New", "Lee Here", "Lee Here");

        Tables.run(folder(), "UPDATE credits SET person_id = " + lee + " WHERE owner_id = " + owner);
        assertThat(castOf("name4")).containsExactly("Lee Here", "Lee Here", "Lee Here");
    }
}
