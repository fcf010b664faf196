package org.reelgraph.imports;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Imports.errors;
import static org.reelgraph.testing.Imports.outcomes;
import static org.reelgraph.testing.Trees.credit;
import static org.reelgraph.testing.Trees.episode;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.season;
import static org.reelgraph.testing.Trees.series;
import static org.reelgraph.testing.Trees.with;

class ImportSeriesTest extends ServerTest {

    @Inject
    StatementCounter counter;

    private Imports imports() {
        return new Imports(client());
    }

    private JsonNode media(String ratingKey, String fields) {
        return client()
                .data("query($key: String!) { media(by: {ratingKey: $key}) { ... on Series { " + fields + " } } }",
                        Map.of("key", ratingKey))
                .get("media");
    }

    private List<String> rows() throws SQLException {
        return Tables.rows(folder());
    }

    @Test
    void givenTheSameInputTwice_whenImported_thenAllIsUnchangedAndNoRowIsTouched() throws SQLException {
        imports().series(series(1001, 2, 3), series(1002, 1, 2));
        var before = rows();
        counter.reset();

        var again = imports().series(series(1001, 2, 3), series(1002, 1, 2));

        assertThat(again.get("unchanged").asInt()).isEqualTo(2);
        assertThat(rows()).isEqualTo(before);
        assertThat(counter.statements())
                .filteredOn(sql -> sql.startsWith("INSERT") || sql.startsWith("UPDATE") || sql.startsWith("DELETE"))
                .allMatch(sql -> sql.contains("audit_log") || sql.contains("media_seen"));
    }

    @Test
    void givenOneOrFiftySeries_whenImported_thenAsManyStatements() {
        counter.reset();
        imports().series(series(2000, 2, 3));
        var forOne = counter.statements().size();
        var fifty = new ArrayList<Map<String, Object>>();
        for (var number = 2001; number <= 2050; number++) {
            fifty.add(series(number, 2, 3));
        }
        counter.reset();

        @SuppressWarnings("unchecked")
        var payload = imports().series(fifty.toArray(Map[]::new));

        assertThat(payload.get("created").asInt()).isEqualTo(50);
        assertThat(counter.statements()).extracting(sql -> sql.substring(0, 6)).filteredOn("SELECT"::equals)
                .hasSizeLessThanOrEqualTo(forOne);
    }

    @Test
    void givenAnAbsentField_whenImportedAgain_thenItStays_andNullClears() {
        imports().series(object("ratingKey", "patch", "title", "Patch", "tagline", "stays", "summary", "goes", "genres",
                List.of("Drama", "Crime"), "labels", List.of("a"), "year", 2001, "externalIds",
                object("imdb", "tt-patch", "tmdb", "tm-patch")));

        imports().series(object("ratingKey", "patch", "summary", null, "genres", List.of("Comedy"), "labels", null,
                "externalIds", object("tmdb", null)));

        var item = media("patch", "tagline summary genres labels year externalIds { imdb tmdb }");
        assertThat(item.get("tagline").asText()).isEqualTo("stays");
        assertThat(item.get("summary").isNull()).isTrue();
        assertThat(item.get("genres")).extracting(JsonNode::asText).containsExactly("Comedy");
        assertThat(item.get("labels")).isEmpty();
        assertThat(item.get("year").asInt()).isEqualTo(2001);
        assertThat(item.at("/externalIds/imdb").asText()).isEqualTo("tt-patch");
        assertThat(item.at("/externalIds/tmdb").isNull()).isTrue();
    }

    @Test
    void givenATree_whenSomeOfItIsImportedAgain_thenTheRestStaysAndIdsDoNotChange() {
        imports().series(with(object("ratingKey", "part", "title", "Part"), "seasons",
                List.of(season(1, episode(1), episode(2)), season(2, episode(1)), season(0, episode(1)))));
        var before = media("part", "updatedAt seasons { id number episodes { id code } }");

        var payload = imports().series(object("ratingKey", "part", "seasons",
                List.of(object("number", 1, "episodes", List.of(episode(2, "title", "Renamed"), episode(3))))));

        var after = media("part", "updatedAt seasons { id number title episodes { id code title } }");
        assertThat(outcomes(payload)).containsExactly("UPDATED");
        assertThat(after.findValuesAsText("code")).containsExactly("S01E01", "S01E02", "S01E03", "S02E01", "S00E01");
        assertThat(after.at("/seasons/0/title").asText()).isEqualTo("Season 1");
        assertThat(after.at("/seasons/0/episodes/1/title").asText()).isEqualTo("Renamed");
        assertThat(after.at("/seasons/0/id")).isEqualTo(before.at("/seasons/0/id"));
        assertThat(after.at("/seasons/0/episodes/1/id")).isEqualTo(before.at("/seasons/0/episodes/1/id"));
        assertThat(after.get("updatedAt")).isNotEqualTo(before.get("updatedAt"));
    }

    @Test
    void givenPrune_whenSeasonsAndEpisodesAreNoLongerNamed_thenTheyGoWithWhatHangsOnThem() throws SQLException {
        imports().series(with(object("ratingKey", "prune", "title", "Prune"), "seasons",
                List.of(season(1, episode(1, "cast", List.of(credit("Petra Prune", "A")), "images",
                        List.of(object("kind", "STILL", "path", "/prune/still"))), episode(2)),
                        with(season(2, episode(1)), "images",
                                List.of(object("kind", "POSTER", "path", "/prune/s2"))))));

        var payload = imports().seriesWith(Map.of("prune", true), object("ratingKey", "prune", "seasons",
                List.of(object("number", 1, "episodes", List.of(object("number", 2))))));

        assertThat(outcomes(payload)).containsExactly("UPDATED");
        assertThat(media("prune", "seasons { episodes { code } }").findValuesAsText("code")).containsExactly("S01E02");
        assertThat(rows()).noneMatch(row -> row.contains("/prune/") || row.contains("Petra Prune"));
    }

    @Test
    void givenPruneWithoutASeasonList_whenImported_thenNoSeasonGoes() {
        imports().series(
                with(object("ratingKey", "noprune", "title", "No prune"), "seasons", List.of(season(1, episode(1)))));

        var payload = imports().seriesWith(Map.of("prune", true), object("ratingKey", "noprune", "title", "No prune"));

        assertThat(outcomes(payload)).containsExactly("UNCHANGED");
        assertThat(media("noprune", "episodeCount").get("episodeCount").asInt()).isEqualTo(1);
    }

    @Test
    void givenDryRun_whenImported_thenItTellsWhatWouldHappenAndWritesNothing() throws SQLException {
        imports().series(object("ratingKey", "dry1", "title", "Dry"));
        var before = rows();

        var dry = imports().seriesWith(Map.of("dryRun", true), object("ratingKey", "dry1", "title", "Wet"),
                series(3001, 1, 2), object("ratingKey", "dry2"));
        var after = rows();
        var real = imports().series(object("ratingKey", "dry1", "title", "Wet"), series(3001, 1, 2),
                object("ratingKey", "dry2"));

        assertThat(after).isEqualTo(before);
        assertThat(outcomes(dry)).containsExactly("UPDATED", "CREATED", "FAILED").isEqualTo(outcomes(real));
        assertThat(dry.get("series")).hasSize(1);
    }

    @Test
    void givenConflictPolicies_whenTheItemIsThere_thenSkipLeavesItAndFailReportsIt() {
        imports().series(object("ratingKey", "there", "title", "There"));
        var changed = object("ratingKey", "there", "title", "Changed");

        var skip = imports().seriesWith(Map.of("onConflict", "SKIP"), changed,
                object("ratingKey", "skip2", "title", "New"));
        var fail = imports().seriesWith(Map.of("onConflict", "FAIL"), changed);

        assertThat(outcomes(skip)).containsExactly("SKIPPED", "CREATED");
        assertThat(skip.get("skipped").asInt()).isEqualTo(1);
        assertThat(errors(fail)).containsExactly("ALREADY_EXISTS at input.series.0");
        assertThat(media("there", "title").get("title").asText()).isEqualTo("There");
    }

    @Test
    void givenRejectAll_whenOneRecordFails_thenNothingIsWritten() throws SQLException {
        var before = rows();

        var payload = imports().seriesWith(Map.of("errorPolicy", "REJECT_ALL"),
                object("ratingKey", "reject1", "title", "Sound"),
                object("ratingKey", "reject2", "title", "Bad", "rating", 11));

        assertThat(outcomes(payload)).containsExactly("SKIPPED", "FAILED");
        assertThat(payload.get("series")).isEmpty();
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void givenExplicitNullOptions_whenImported_thenTheDefaultsCount() {
        var options = object("source", null, "onConflict", null, "errorPolicy", null, "prune", null, "dryRun", null);

        var payload = imports().seriesWith(options, object("ratingKey", "nulls", "title", "Nulls"));

        assertThat(outcomes(payload)).containsExactly("CREATED");
        assertThat(media("nulls", "source").get("source").asText()).isEqualTo("plex");
    }

    @Test
    void givenMovies_whenImportedTwice_thenCreatedThenUnchanged() {
        var movie = object("ratingKey", "m1", "title", "A Movie", "durationSeconds", 5400, "releasedOn", "2001-02-03",
                "addedAt", "2023-10-28T09:03:54.123456+02:00", "cast", List.of(credit("Mona Movie", "Lead")), "crew",
                List.of(object("department", "DIRECTING", "job", "Director", "person", object("name", "Mona Movie"))));

        assertThat(outcomes(imports().movies(movie))).containsExactly("CREATED");
        assertThat(outcomes(imports().movies(movie))).containsExactly("UNCHANGED");
        var stored = client()
                .data("""
                      { media(by: {ratingKey: "m1"}) { ... on Movie { durationSeconds releasedOn addedAt sortTitle
                        cast { person { id } } crew { department job person { id } } } } }""").get("media");
        assertThat(stored.get("durationSeconds").asInt()).isEqualTo(5400);
        assertThat(stored.get("addedAt").asText()).isEqualTo("2023-10-28T07:03:54.123Z");
        assertThat(stored.get("sortTitle").asText()).isEqualTo("A Movie");
        assertThat(stored.at("/cast/0/person/id")).isEqualTo(stored.at("/crew/0/person/id"));
    }

    @Test
    void givenTwoMutationsInOneDocument_whenBothWriteOneItem_thenEachAnswersWithWhatItWrote() {
        var answer = client().data(
                """
                mutation {
                  a: importSeries(input: {series: [{ratingKey: "twofold", title: "A1"}]}) { series { title cast { position } } }
                  b: importSeries(input: {series: [{ratingKey: "twofold", title: "A2", cast: [{person: {name: "Zoe"}}]}]}) {
                    series { title cast { person { name } } } } }""");

        assertThat(answer.at("/a/series/0/title").asText()).isEqualTo("A1");
        assertThat(answer.at("/b/series/0/title").asText()).isEqualTo("A2");
        assertThat(answer.at("/b/series/0/cast/0/person/name").asText()).isEqualTo("Zoe");
    }

    @Test
    void givenNegativeZeroAndSpaceAround_whenImportedTwice_thenUnchanged() {
        var tree = object("ratingKey", "edge", "title", "\u00a0Edge\u200b ", "rating", -0.0);
        imports().series(tree);

        assertThat(outcomes(imports().series(tree))).containsExactly("UNCHANGED");
        assertThat(media("edge", "title").get("title").asText()).isEqualTo("Edge");
    }

    @Test
    void givenDurationsBeyondAnInt_whenAddedUp_thenTheTotalIsTheLargestInt() {
        imports().series(with(object("ratingKey", "long", "title", "Long"), "seasons", List.of(season(1,
                episode(1, "durationSeconds", Integer.MAX_VALUE), episode(2, "durationSeconds", Integer.MAX_VALUE)))));

        assertThat(media("long", "totalDurationSeconds").get("totalDurationSeconds").asInt())
                .isEqualTo(Integer.MAX_VALUE);
    }
}
