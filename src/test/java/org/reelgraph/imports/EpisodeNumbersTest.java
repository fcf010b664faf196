package org.reelgraph.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;

/** Episodes and seasons whose numbers are missing or taken. */
class EpisodeNumbersTest extends ServerTest {

    @Override
    protected Map<String, String> settings() {
        return Jobs.PRUNING;
    }

    private static final String DAILY = """
                                        [{"type": "show", "ratingKey": %1$d00, "title": "Evening Kettle", "guid": "plex://show/k%1$d", "seasons": [
                                          {"ratingKey": %1$d01, "seasonNumber": 2023, "title": "Season 2023", "episodes": [
                                            {"ratingKey": %1$d11, "episodeNumber": null, "seasonNumber": 2023, "title": "Second", "originallyAvailableAt": "2023-10-11"},
                                            {"ratingKey": %1$d12, "episodeNumber": 12, "seasonNumber": 2023, "title": "Numbered", "originallyAvailableAt": "2023-10-12"},
                                            {"ratingKey": %1$d13, "seasonNumber": 2023, "title": "First", "originallyAvailableAt": "2023-10-10"},
                                            {"ratingKey": %1$d14, "episodeNumber": "none", "title": "Undated"},
                                            {"ratingKey": %1$d15, "episodeNumber": null, "originallyAvailableAt": "2023-10-11"}]}]}]""";

    private Jobs jobs() {
        return new Jobs(client(), folder());
    }

    private JsonNode record(String file, String text) {
        jobs().file(file, text);
        return Jobs.records(jobs().run(file)).getFirst();
    }

    private static String outcome(JsonNode record) {
        return record.get("outcome").asText();
    }

    private static List<String> notices(JsonNode record) {
        return record.get("notices").valueStream().map(notice -> notice.get("code").asText() + " "
                + String.join(".", notice.get("path").valueStream().map(JsonNode::asText).toList())).toList();
    }

    private JsonNode series(String key, String fields) {
        return client().data("query($key: String!) { media(by: {ratingKey: $key}) { ... on Series { " + fields
                + " } } }", Map.of("key", key)).get("media");
    }

    private List<String> episodes(String key) {
        return series(key, "seasons { episodes { number code title } }").at("/seasons").valueStream()
                .flatMap(season -> season.get("episodes").valueStream()).map(episode -> episode.get("number").asText()
                        + " " + episode.get("code").asText() + " " + episode.get("title").asText())
                .toList();
    }

    @Test
    void givenADailyShow_whenImported_thenEpisodesWithoutANumberAreListedByDay_andAreRecognisedAgain() {
        var record = record("daily.json", DAILY.formatted(9));

        assertThat(outcome(record)).isEqualTo("CREATED");
        assertThat(notices(record)).containsExactly("VALUE_DROPPED seasons.0.episodes.3.episodeNumber");
        assertThat(episodes("900")).containsExactly("12 S2023E12 Numbered", "null 2023-10-10 First",
                "null 2023-10-11 Second", "null 2023-10-11 2023-10-11", "null S2023E? Undated");
        assertThat(outcome(record("daily.json", DAILY.formatted(9)))).isEqualTo("UNCHANGED");
        assertThat(outcome(record("daily.json", DAILY.formatted(9).replaceAll("\"ratingKey\": 91\\d, ", ""))))
                .as("recognised by day and title").isEqualTo("UNCHANGED");
    }

    @Test
    void givenADailyShow_whenReadPageByPage_thenEveryEpisodeComesOnceInOrder() {
        record("pages.json", DAILY.formatted(8));
        for (var backwards : List.of(false, true)) {
            var codes = new ArrayList<String>();
            String cursor = null;
            do {
                var page = client().data(
                        "query($n: Int!, $c: String) { media(by: {ratingKey: \"800\"}) { ... on Series { allEpisodes("
                                + (backwards ? "last: $n, before: $c" : "first: $n, after: $c")
                                + ") { edges { node { title } } pageInfo { endCursor startCursor } } } } }",
                        Trees.object("n", 2, "c", cursor)).at("/media/allEpisodes");
                var titles = new ArrayList<>(page.get("edges").findValuesAsText("title"));
                codes.addAll(backwards ? titles.reversed() : titles);
                cursor = page.get("edges").isEmpty()
                        ? null
                        : page.at(backwards ? "/pageInfo/startCursor" : "/pageInfo/endCursor").asText();
            } while (cursor != null);
            assertThat(backwards ? codes.reversed() : codes).containsExactly("Numbered", "First", "Second",
                    "2023-10-11",
                    "Undated");
        }
    }

    @Test
    void givenAnEpisodeWithoutANumber_whenItGetsOneLater_thenItIsTheSameEpisode() {
        record("later.json", DAILY.formatted(7));
        var id = series("700", "seasons { episodes { id title } }").at("/seasons/0/episodes/1/id");

        var record = record("later.json",
                DAILY.formatted(7).replace("\"ratingKey\": 713,", "\"ratingKey\": 713, \"episodeNumber\": 10,"));

        assertThat(outcome(record)).isEqualTo("UPDATED");
        assertThat(record.get("changes").toString()).isEqualTo("[{\"path\":[\"seasons\",\"2023\",\"episodes\",\"10\","
                + "\"number\"],\"before\":null,\"after\":10}]");
        assertThat(series("700", "seasons { episodes { id number } }").at("/seasons/0/episodes/0/id")).isEqualTo(id);
    }

    @Test
    void givenTwoEpisodesOfOneNumber_whenImported_thenTheBetterDescribedKeepsIt() {
        var show = """
                   [{"type": "show", "ratingKey": 600, "title": "Twins", "seasons": [{"seasonNumber": 1, "episodes": [
                     {"ratingKey": 601, "episodeNumber": 1, "title": "Bare"},
                     {"ratingKey": 602, "episodeNumber": 1, "title": "Described", "summary": "All of it.", "audienceRating": 7},
                     {"ratingKey": 602, "episodeNumber": 1, "title": "Described"},
                     {"ratingKey": 603, "episodeNumber": 2, "title": "Two"}]}]}]""";

        var record = record("twins.json", show);

        assertThat(notices(record)).containsExactly("NUMBER_TAKEN seasons.0.episodes.0.episodeNumber",
                "LEFT_OUT seasons.0.episodes.2.episodeNumber");
        assertThat(episodes("600")).containsExactly("1 S01E01 Described", "2 S01E02 Two", "null S01E? Bare");
        assertThat(outcome(record("twins.json", show))).isEqualTo("UNCHANGED");
    }

    @Test
    void givenSeasonsWithoutANumberOrWithAnothers_whenImported_thenTheirEpisodesAreNotLost() {
        var record = record("seasons.json",
                """
                [{"type": "show", "ratingKey": 500, "title": "Seasons", "seasons": [
                  {"ratingKey": "", "title": "All episodes"},
                  {"ratingKey": 501, "seasonNumber": 1, "title": "Season 1", "episodes": [{"episodeNumber": 1, "title": "A"}]},
                  {"ratingKey": 502, "seasonNumber": 1, "episodes": [{"episodeNumber": 2, "title": "B"}, {"episodeNumber": 1, "title": "A again", "summary": "s"}]},
                  {"ratingKey": 503, "title": "Staffel 3", "episodes": [{"episodeNumber": 1, "title": "C"}]},
                  {"ratingKey": 504, "episodes": [{"seasonNumber": 4, "episodeNumber": 1, "title": "D"}]},
                  {"ratingKey": 505, "title": "Extras", "episodes": [{"episodeNumber": 1, "title": "E"}]}]}]""");

        assertThat(outcome(record)).isEqualTo("CREATED");
        assertThat(notices(record)).containsExactlyInAnyOrder("NUMBER_TAKEN seasons.2.seasonNumber",
                "NUMBER_TAKEN seasons.1.episodes.0.episodeNumber", "LEFT_OUT seasons.5");
        assertThat(episodes("500")).containsExactly("1 S01E01 A again", "2 S01E02 B", "null S01E? A", "1 S03E01 C",
                "1 S04E01 D");
    }

    private JsonNode line(String key, String episodes) {
        return record("line.jsonl", "{\"kind\": \"SERIES\", \"ratingKey\": \"" + key + "\", \"title\": \"Line\","
                + " \"seasons\": [{\"number\": 1, \"episodes\": [" + episodes + "]}]}");
    }

    private List<String> ids(String key) {
        return series(key, "seasons { episodes { id title } }").at("/seasons/0/episodes").valueStream()
                .map(episode -> episode.get("title").asText() + " " + episode.get("id").asText()).sorted().toList();
    }

    @Test
    void givenTheBetterDescribedOfTwo_whenThatIsTheOtherNow_thenTheyExchangeTheNumberAndStayWhoTheyAre() {
        var bare = "{\"number\": 1, \"title\": \"A\", \"ratingKey\": \"1\"%s}, {\"number\": 1, \"title\": \"B\","
                + " \"ratingKey\": \"2\", \"summary\": \"x\"}";
        line("1000", bare.formatted(""));
        var before = ids("1000");

        line("1000", bare.formatted(", \"summary\": \"x\", \"airedOn\": \"2020-01-01\""));

        assertThat(episodes("1000")).containsExactly("1 S01E01 A", "null S01E? B");
        assertThat(ids("1000")).isEqualTo(before);
    }

    @Test
    void givenEpisodesThatGotOtherNumbers_whenImported_thenTheyAreTheSameEpisodes() {
        var three = "{\"number\": %d, \"title\": \"A\", \"ratingKey\": \"1\"}, {\"number\": %d, \"title\": \"B\","
                + " \"ratingKey\": \"2\"}, {\"number\": %d, \"title\": \"C\", \"externalIds\": {\"tvdb\": \"3\"}}";
        line("1100", three.formatted(1, 2, 3));
        var before = ids("1100");

        assertThat(outcome(line("1100", three.formatted(2, 3, 4)))).isEqualTo("UPDATED");
        assertThat(episodes("1100")).containsExactly("2 S01E02 A", "3 S01E03 B", "4 S01E04 C");
        line("1100", three.formatted(3, 2, 4));
        assertThat(episodes("1100")).containsExactly("2 S01E02 B", "3 S01E03 A", "4 S01E04 C");
        assertThat(ids("1100")).isEqualTo(before);
    }

    @Test
    void givenARebuiltLibrary_whenKeysAreThoseOfOtherEpisodes_thenNumbersDecide() {
        var two = "{\"number\": 1, \"title\": \"A\", \"ratingKey\": \"%s\", \"airedOn\": \"2020-01-01\"},"
                + " {\"number\": 2, \"title\": \"B\", \"ratingKey\": \"%s\", \"airedOn\": \"2020-01-02\"}";
        line("1200", two.formatted(1, 2));
        var before = ids("1200");

        assertThat(outcome(line("1200", two.formatted(2, 1)))).isEqualTo("UPDATED");
        assertThat(ids("1200")).isEqualTo(before);
    }

    @Test
    void givenAnUnnumberedEpisode_whenItsDayIsCorrected_thenItIsRecognisedByItsKeyOrId() {
        var two = "{\"title\": \"A\", \"airedOn\": \"2020-01-0%1$d\", \"ratingKey\": \"6\"},"
                + " {\"externalIds\": {\"tvdb\": \"7\"}, \"airedOn\": \"2020-02-0%1$d\"}";
        line("1300", two.formatted(1));
        var before = ids("1300").stream().map(each -> each.split(" ")[1]).toList();

        assertThat(outcome(line("1300", two.formatted(2)))).isEqualTo("UPDATED");
        assertThat(episodes("1300")).containsExactly("null 2020-01-02 A", "null 2020-02-02 2020-02-02");
        assertThat(ids("1300").stream().map(each -> each.split(" ")[1])).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void givenTwoOfADayWithoutTitles_whenOneIsKnown_thenNoneIsTakenForItAndTheRepeatIsUnchanged() {
        line("1400", "{\"title\": \"Known\", \"airedOn\": \"2020-01-01\"}");
        var two = "{\"airedOn\": \"2020-01-01\"}, {\"airedOn\": \"2020-01-01\", \"summary\": \"s\"}";

        assertThat(outcome(line("1400", two))).isEqualTo("UPDATED");
        assertThat(outcome(line("1400", two))).isEqualTo("UNCHANGED");
    }

    @Test
    void givenAnEpisodeThatOnlyAnIdTellsFromOthers_whenImportedTwice_thenItIsThereOnce() {
        var one = "{\"externalIds\": {\"tvdb\": \"5\"}, \"summary\": \"x\"}";

        assertThat(notices(line("1500", one))).isEmpty();
        assertThat(outcome(line("1500", one))).isEqualTo("UNCHANGED");
        assertThat(episodes("1500")).hasSize(1);
    }

    @Test
    void givenAnEpisodeThatNothingTellsFromOthers_whenImported_thenItIsLeftOutWithANotice() {
        var show = "{\"kind\": \"SERIES\", \"ratingKey\": \"400\", \"title\": \"Nothing\", \"seasons\": [{\"number\": 1,"
                + " \"episodes\": [{\"summary\": \"?\"}, {\"number\": 1}]}]}";

        assertThat(notices(record("nothing.jsonl", show))).containsExactly("LEFT_OUT seasons.0.episodes.0");
        assertThat(episodes("400")).containsExactly("1 S01E01 S01E01");
    }

    @Test
    void givenStrict_whenANumberIsMissingOrTaken_thenTheSeriesIsRefused() {
        jobs().file("strict.json", DAILY.formatted(3).replace("\"episodeNumber\": \"none\"", "\"episodeNumber\": 12"));

        var errors = Jobs.records(jobs().run(Map.of("path", "strict.json", "strict", true))).getFirst()
                .get("userErrors");

        assertThat(
                errors.valueStream().map(error -> error.get("code").asText() + " " + error.get("path").get(3).asText()))
                .containsExactlyInAnyOrder("REQUIRED 0", "REQUIRED 2", "DUPLICATE 3", "REQUIRED 4");
    }

    @Test
    void givenPrune_whenAnUnnumberedEpisodeIsNoLongerNamed_thenOnlyThatGoes() {
        record("prune.json", DAILY.formatted(2));
        jobs().file("prune.json", DAILY.formatted(2).replaceAll("(?s)\\{\"ratingKey\": 213.*?\\},", ""));

        jobs().run(Map.of("path", "prune.json", "prune", true));

        assertThat(episodes("200")).containsExactly("12 S2023E12 Numbered", "null 2023-10-11 Second",
                "null 2023-10-11 2023-10-11", "null S2023E? Undated");
    }
}
