package org.reelgraph.imports.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.episode;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.season;
import static org.reelgraph.testing.Trees.with;

/** What a complete import no longer contains of its source. */
class MissingMediaTest extends ServerTest {

    private static List<Map<String, Object>> films(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> object("kind", "MOVIE", "ratingKey", "m" + i, "title", "Film " + i))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private JsonNode run(String source, List<Map<String, Object>> records, Object... options) {
        var jobs = new Jobs(client(), folder());
        jobs.lines("complete.jsonl", records.toArray(Map[]::new));
        var job = jobs.run(with(object("path", "complete.jsonl", "source", source), options));
        return client()
                .data("query($id: ID!) { importJob(id: $id) { id status error missing removed complete removeMissing"
                        + " maxRemovals created unchanged records(first: 100, outcome: REMOVED) { edges { node { title mediaKind ratingKey"
                        + " media { id } } } } } }", Map.of("id", job.get("id").asText()))
                .get("importJob");
    }

    private List<String> titles(String source, String filter) {
        var found = new ArrayList<String>();
        String cursor = null;
        do {
            var page = client().data(
                    "query($filter: MediaFilter, $after: String) { allMedia(first: 100, after: $after, filter: $filter) {"
                            + " edges { node { title source } } pageInfo { endCursor } } }",
                    object("after", cursor, "filter",
                            filter.isEmpty() ? Map.of() : Map.of("notSeen", filter.equals("not seen"))))
                    .get("allMedia");
            page.get("edges").valueStream().map(edge -> edge.get("node"))
                    .filter(node -> node.get("source").asText().equals(source))
                    .forEach(node -> found.add(node.get("title").asText()));
            cursor = page.at("/pageInfo/endCursor").textValue();
        } while (cursor != null);
        return found;
    }

    private static List<String> removed(JsonNode job) {
        return job.at("/records/edges").valueStream().map(edge -> edge.at("/node/title").asText()).toList();
    }

    @Test
    void givenAFilmThatLeftItsSource_whenACompleteImportDoesNotContainIt_thenItIsToldAndStays() {
        run("told", films(0, 6));

        var partial = run("told", films(1, 6));
        assertThat(partial.get("missing").isNull()).isTrue();
        assertThat(titles("told", "not seen")).isEmpty();
        var job = run("told", films(1, 6), "complete", true);

        assertThat(job.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(job.get("missing").asInt()).isEqualTo(1);
        assertThat(job.get("removed").asInt()).isZero();
        assertThat(titles("told", "not seen")).containsExactly("Film 0");
        assertThat(titles("told", "seen")).hasSize(5).doesNotContain("Film 0");
        run("told", films(0, 1));
        assertThat(titles("told", "not seen")).as("once it is back").isEmpty();
    }

    @Test
    void givenImports_whenTheyContainAnItem_thenItSaysWhenItWasLastSeen() {
        run("seen", films(0, 2));
        var before = seenAt();
        run("seen", films(0, 1));

        assertThat(seenAt().getFirst()).isGreaterThan(before.getFirst());
        assertThat(seenAt().getLast()).isEqualTo(before.getLast());
        new Imports(client()).movies(object("ratingKey", "typed", "title", "Typed"));
        assertThat(
                client().data("{ media(by: {ratingKey: \"typed\"}) { lastSeenAt } }").at("/media/lastSeenAt").asText())
                .isGreaterThan(before.getFirst());
    }

    private List<String> seenAt() {
        return Stream.of("m0", "m1").map(key -> client().data("{ media(by: {ratingKey: \"" + key
                + "\"}, source: \"seen\") { lastSeenAt } }").at("/media/lastSeenAt").asText()).toList();
    }

    @Test
    void givenRemoveMissing_whenRunDryAndForGood_thenBothTellTheSameAndOnlyTheSecondRemoves() {
        run("removed", films(0, 10));

        var dry = run("removed", films(2, 10), "removeMissing", true, "dryRun", true);
        assertThat(titles("removed", "")).hasSize(10);
        var real = run("removed", films(2, 10), "removeMissing", true);

        assertThat(removed(dry)).containsExactly("Film 0", "Film 1").isEqualTo(removed(real));
        assertThat(List.of(dry, real)).allSatisfy(job -> {
            assertThat(job.get("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(job.get("missing").asInt()).isEqualTo(2);
            assertThat(job.get("removed").asInt()).isEqualTo(2);
        });
        assertThat(titles("removed", "")).hasSize(8).doesNotContain("Film 0", "Film 1");
    }

    @Test
    void givenMoreThanAFifthMissing_whenNobodyConfirms_thenNothingIsRemoved() {
        run("guarded", films(0, 10));

        var refused = run("guarded", films(3, 10), "removeMissing", true);
        var confirmed = run("guarded", films(3, 10), "removeMissing", true, "maxRemovals", 3);

        assertThat(refused.get("status").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(refused.get("error").asText())
                .startsWith("3 of the source's 10 items are missing, and no more than 2 may be"
                        + " removed. None was. To confirm, import again with maxRemovals 3. Or look at the"
                        + " job's deletions and, if they are right, import again with confirmDeletions deletions_");
        assertThat(refused.get("removed").asInt()).isZero();
        assertThat(confirmed.get("removed").asInt()).isEqualTo(3);
        assertThat(confirmed.get("error").isNull()).isTrue();
    }

    @Test
    void givenNewItemsBesideTheMissing_whenRunDryAndForGood_thenTheShareIsOfThoseThatWereThere() {
        run("grown", films(0, 10));
        var some = new ArrayList<>(films(3, 15));

        var dry = run("grown", some, "removeMissing", true, "dryRun", true);
        var real = run("grown", some, "removeMissing", true);

        assertThat(real.get("removed").asInt()).isZero();
        assertThat(real.get("error").asText()).startsWith(dry.get("error").asText().replaceAll(" Or look.*", ""));
        assertThat(real.get("error").asText()).startsWith("3 of the source's 10 items are missing");
    }

    @Test
    void givenMoreThanFiftyMissing_whenTheyAreAFifthOrLess_thenTheyStayToo() {
        run("fifty", films(0, 300));

        assertThat(run("fifty", films(51, 300), "removeMissing", true).get("error").asText())
                .contains("no more than 50");
        assertThat(run("fifty", films(50, 300), "removeMissing", true).get("removed").asInt()).isEqualTo(50);
    }

    @Test
    void givenARecordThatFailed_whenItMayBeTheMissingOne_thenNothingIsRemoved() {
        run("failed", films(0, 10));
        var records = Stream
                .concat(films(1, 10).stream(), Stream.of(object("kind", "MOVIE", "ratingKey", "m0", "title", null)))
                .toList();

        var job = run("failed", records, "removeMissing", true);

        assertThat(job.get("error").asText()).isEqualTo("Missing items were not looked for, because records failed.");
        assertThat(titles("failed", "")).hasSize(10);
        assertThat(titles("failed", "not seen")).isEmpty();
    }

    @Test
    void givenAnImportOfOneKind_whenItIsComplete_thenOtherKindsAndSourcesAreNotMissing() {
        run("kinds",
                Stream.concat(films(0, 5).stream(), Stream.of(object("kind", "SERIES", "ratingKey", "s", "title", "S")))
                        .toList());
        run("kinds, other", films(0, 5));

        var job = run("kinds", films(1, 5), "removeMissing", true);
        var empty = run("kinds", List.of(object("kind", "BOOK", "title", "B")), "removeMissing", true);

        assertThat(removed(job)).containsExactly("Film 0");
        assertThat(titles("kinds", "")).contains("S");
        assertThat(titles("kinds, other", "")).hasSize(5);
        assertThat(empty.get("missing").asInt()).isZero();
    }

    @Test
    void givenRejectAll_whenMissingItemsAreRemoved_thenThatIsPartOfTheOneTransaction() {
        run("all", films(0, 10));

        var job = run("all", films(1, 11), "removeMissing", true, "errorPolicy", "REJECT_ALL");

        assertThat(removed(job)).containsExactly("Film 0");
        assertThat(titles("all", "")).hasSize(10).contains("Film 10").doesNotContain("Film 0");
    }

    private static Map<String, Object> show(String key, int... seasons) {
        return object("kind", "SERIES", "ratingKey", key, "title", "Show " + key, "seasons", IntStream
                .range(0, seasons.length).mapToObj(i -> season(i + 1, IntStream.rangeClosed(1, seasons[i])
                        .mapToObj(number -> episode(number)).toArray()))
                .toList());
    }

    private JsonNode pruned(String source, List<Map<String, Object>> records, Object... options) {
        var job = run(source, records, with(object("prune", true), options).entrySet().stream()
                .flatMap(option -> Stream.of(option.getKey(), option.getValue())).toArray());
        return client().data("query($id: ID!) { importJob(id: $id) { id status error deletionsToken"
                + " records(first: 100) { edges { node { notices { code } } } }"
                + " deletions(first: 100) { totalCount edges { node { type title outcome } } } } }",
                Map.of("id", job.get("id").asText())).get("importJob");
    }

    private static List<String> deletions(JsonNode job) {
        return job.at("/deletions/edges").valueStream().map(edge -> edge.get("node"))
                .map(node -> node.get("outcome").asText() + " " + node.get("title").asText()).toList();
    }

    private int episodes(String source, String key) {
        return client().data("query($key: String!, $source: String!) { media(by: {ratingKey: $key}, source: $source) {"
                + " ... on Series { episodeCount } } }", Map.of("key", key, "source", source))
                .at("/media/episodeCount").asInt();
    }

    @Test
    void givenASourceThatWasAwayForAMoment_whenItsListsAreEmpty_thenNothingIsDeletedUntilTheListIsConfirmed() {
        run("away", List.of(show("a", 3, 2), show("b", 10)));

        var away = pruned("away", List.of(show("a"), show("b", 9)));

        assertThat(away.get("status").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(away.get("error").asText()).startsWith("7 seasons and episodes are no longer in the lists")
                .endsWith("confirmDeletions " + away.get("deletionsToken").asText() + ".");
        assertThat(away.at("/records/edges/0/node/notices/0/code").asText()).isEqualTo("DELETIONS_WITHHELD");
        assertThat(deletions(away)).hasSize(8).contains("WITHHELD Show a, season 2", "WITHHELD Show a S02E01 Episode 1",
                "DELETED Show b S01E10 Episode 10");
        assertThat(away.at("/deletions/totalCount").asInt()).isEqualTo(8);
        assertThat(episodes("away", "a")).isEqualTo(5);
        assertThat(episodes("away", "b")).as("one of ten").isEqualTo(9);

        var confirmed = pruned("away", List.of(show("a"), show("b", 2)), "confirmDeletions",
                away.get("deletionsToken").asText());

        assertThat(episodes("away", "a")).isZero();
        assertThat(episodes("away", "b")).as("what the list didn't have").isEqualTo(9);
        assertThat(deletions(confirmed)).contains("CONFIRMED Show a, season 2", "WITHHELD Show b S01E09 Episode 9");
    }

    @Test
    void givenManySeriesThatLoseALittle_whenPruned_thenAllTogetherLoseNoMoreThanTheNumber() {
        var many = IntStream.range(0, 7).mapToObj(i -> show("n" + i, 50)).toList();
        run("number", many);

        var job = pruned("number", IntStream.range(0, 7).mapToObj(i -> show("n" + i, 40)).toList());

        assertThat(IntStream.range(0, 7).map(i -> episodes("number", "n" + i)).boxed()).containsExactly(40, 40, 40, 40,
                40, 50, 50);
        assertThat(job.at("/deletions/totalCount").asInt()).isEqualTo(70);
    }

    @Test
    void givenMissingItems_whenTheTokenOfTheirListConfirms_thenTheyAreRemovedAndNothingElse() {
        run("token", films(0, 10));

        var dry = pruned("token", films(3, 10), "removeMissing", true, "dryRun", true);
        var token = dry.get("deletionsToken").asText();
        var others = run("token", films(4, 10), "removeMissing", true, "confirmDeletions", token);
        var confirmed = run("token", films(3, 10), "removeMissing", true, "confirmDeletions", token);

        assertThat(deletions(dry)).containsExactly("WITHHELD Film 0", "WITHHELD Film 1", "WITHHELD Film 2");
        assertThat(others.get("removed").asInt()).as("another list").isZero();
        assertThat(confirmed.get("removed").asInt()).isEqualTo(3);
        assertThat(confirmed.get("status").asText()).isEqualTo("SUCCEEDED");
    }

    @Test
    void givenATokenOfNoList_whenImported_thenItIsRefused() {
        for (var token : List.of("x", "deletions_0000000000001.0", "importjob_0000000000001")) {
            var payload = new Jobs(client(), folder()).start(Map.of("path", "x", "confirmDeletions", token));

            assertThat(payload.at("/userErrors/0/code").asText()).isEqualTo("NOT_FOUND");
            assertThat(payload.at("/userErrors/0/path").toString()).isEqualTo("[\"input\",\"confirmDeletions\"]");
        }
    }

    @Test
    void givenMaxRemovalsAlone_whenImported_thenItIsRefused() {
        var payload = new Jobs(client(), folder()).start(Map.of("path", "x", "maxRemovals", 5));

        assertThat(payload.at("/userErrors/0/path").toString()).isEqualTo("[\"input\",\"maxRemovals\"]");
    }
}
