package org.reelgraph.imports.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.execution.QueryLoad;
import org.reelgraph.testing.Imports;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.credit;
import static org.reelgraph.testing.Trees.episode;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.season;
import static org.reelgraph.testing.Trees.with;

class ImportLibraryTest extends ServerTest {

    private static final int SEVERAL_BATCHES = 250;

    /**
     * No query is under way, as far as imports know: their batches are large, though the tests ask how far they are.
     */
    @Singleton
    @Replaces(QueryLoad.class)
    @Requires(property = "test.quiet", value = "true")
    static class Quiet extends QueryLoad {
        @Override
        public long nanos() {
            return 0;
        }
    }

    @Inject
    StatementCounter counter;

    @Override
    protected Map<String, String> settings() {
        var settings = new HashMap<>(Jobs.PRUNING);
        settings.put("test.quiet", "true");
        return settings;
    }

    private Jobs jobs() {
        return new Jobs(client(), folder());
    }

    private List<String> rows() throws SQLException {
        return Tables.rows(folder());
    }

    private static Map<String, Object> series(String prefix, int number, Object... more) {
        return with(object("kind", "SERIES", "ratingKey", prefix + number, "title", prefix + " " + number,
                "externalIds", object("imdb", "tt-" + prefix + number)), more);
    }

    private JsonNode series(String ratingKey, String source, String fields) {
        return client().data("query($key: String!, $source: String) { media(by: {ratingKey: $key}, source: $source) {"
                + " ... on Series { " + fields + " } } }", Map.of("key", ratingKey, "source", source)).get("media");
    }

    @SafeVarargs
    private String lines(String name, Map<String, Object>... trees) {
        jobs().lines(name, trees);
        return name;
    }

    @SuppressWarnings("unchecked")
    private String lines(String name, List<Map<String, Object>> trees) {
        jobs().lines(name, trees.toArray(Map[]::new));
        return name;
    }

    @Test
    void givenAFile_whenImportedTwice_thenTheJobTellsAll_andTheSecondChangesNothing() throws SQLException {
        var path = lines("twice.jsonl", Trees.with(Trees.series(1, 2, 3), "kind", "SERIES"),
                Trees.with(Trees.series(2, 1, 1), "kind", "SERIES", "title", null));

        var job = jobs().run(path);
        var before = rows();
        var again = jobs().run(path);

        assertThat(job.get("status").asText()).isEqualTo("COMPLETED_WITH_ERRORS");
        assertThat(List.of("processed", "total", "created", "updated", "unchanged", "skipped", "failed")).extracting(
                count -> job.get(count).asInt()).containsExactly(2, 2, 1, 0, 0, 0, 1);
        assertThat(job.get("startedAt").asText()).isLessThanOrEqualTo(job.get("finishedAt").asText());
        assertThat(Jobs.records(job).getFirst().at("/media/title").asText()).isEqualTo("Series 001");
        assertThat(Jobs.errors(job)).containsExactly("REQUIRED: The title is required.");
        assertThat(Jobs.outcomes(again)).containsExactly("UNCHANGED", "FAILED");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void givenAJobJustTakenOn_whenAskedForByItsId_thenItIsThere() {
        lines("node.jsonl", series("node", 1));
        var payload = jobs().start(Map.of("path", "node.jsonl"));

        var node = client().data("query($id: ID!) { node(id: $id) { ... on ImportJob { path } } }",
                Map.of("id", payload.at("/job/id").asText())).get("node");

        assertThat(node.get("path").asText()).isEqualTo("node.jsonl");
        jobs().ended(payload.at("/job/id").asText());
    }

    @Test
    void givenChangesAllOver_whenRunDryAndThenForGood_thenBothTellTheSameAndTheDryRunWritesNothing()
            throws SQLException {
        var trees = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < SEVERAL_BATCHES; i++) {
            trees.add(series("dry", i, "genres", List.of("Drama"), "cast", List.of(credit("Person " + i % 7, "A")),
                    "seasons", List.of(season(1, episode(1), episode(2)))));
        }
        jobs().run(lines("dry.jsonl", trees));
        var random = new Random(3);
        for (var i = 0; i < SEVERAL_BATCHES; i++) {
            trees.set(i, switch (random.nextInt(6)) {
                case 0 -> with(trees.get(i), "title", "New title " + i, "year", 1990 + i % 20);
                case 1 -> with(trees.get(i), "seasons", List.of(season(1, episode(2, "title", "Renamed")),
                        season(2, episode(1))));
                case 2 -> with(trees.get(i), "cast", List.of(credit("Person " + i % 7, "B", "nm-dry" + i % 7)));
                case 3 -> series("dry-new", i, "cast", List.of(credit("Person " + i % 5, "C")));
                case 4 -> with(trees.get(i), "title", null, "externalIds", object("imdb", "tt-dry" + (i + 1)));
                default -> trees.get(i);
            });
        }
        Collections.shuffle(trees, random);
        lines("dry.jsonl", trees);

        var before = rows();
        var dry = jobs().run(Map.of("path", "dry.jsonl", "dryRun", true, "prune", true));
        var afterDry = rows();
        var real = jobs().run(Map.of("path", "dry.jsonl", "prune", true));

        assertThat(afterDry).isEqualTo(before);
        assertThat(allRecords(dry)).hasSize(SEVERAL_BATCHES).isEqualTo(allRecords(real));
        assertThat(List.of("created", "updated", "unchanged", "failed")).allSatisfy(
                count -> assertThat(dry.get(count).asInt()).isPositive().isEqualTo(real.get(count).asInt()));
        assertThat(allRecords(jobs().run(Map.of("path", "dry.jsonl", "prune", true))))
                .noneMatch(record -> record.contains("UPDATED") || record.contains("CREATED"));
    }

    private List<String> allRecords(JsonNode job) {
        return jobs().allRecords(job, "line ratingKey title outcome changes { path before after }"
                + " userErrors { code message path }").stream().map(JsonNode::toString).toList();
    }

    @Test
    void givenFieldsThatDiffer_whenRunDry_thenEachIsToldWithBothValues() {
        jobs().run(lines("fields.jsonl", series("fields", 1, "year", 2001, "genres", List.of("Drama"), "cast",
                List.of(credit("Ada", "A")), "seasons", List.of(season(1, episode(1), episode(3)), season(2)))));
        lines("fields.jsonl", series("fields", 1, "year", null, "genres", List.of("Drama", "Crime"), "cast",
                List.of(credit("Ada", "A"), object("person", object("name", "Bo"))), "seasons",
                List.of(season(1, episode(1, "title", "New", "durationSeconds", 60), episode(2)))));

        var job = jobs().run(Map.of("path", "fields.jsonl", "dryRun", true, "prune", true));

        assertThat(Jobs.records(job).getFirst().get("changes").valueStream().map(JsonNode::toString)).containsExactly(
                "{\"path\":[\"year\"],\"before\":2001,\"after\":null}",
                "{\"path\":[\"genres\"],\"before\":[\"Drama\"],\"after\":[\"Drama\",\"Crime\"]}",
                "{\"path\":[\"cast\"],\"before\":[\"Ada as A\"],\"after\":[\"Ada as A\",\"Bo\"]}",
                "{\"path\":[\"seasons\",\"1\",\"episodes\",\"1\",\"title\"],\"before\":\"Episode 1\",\"after\":\"New\"}",
                "{\"path\":[\"seasons\",\"1\",\"episodes\",\"1\",\"durationSeconds\"],\"before\":null,\"after\":60}",
                "{\"path\":[\"seasons\",\"1\",\"episodes\",\"2\"],\"before\":null,\"after\":\"Episode 2\"}",
                "{\"path\":[\"seasons\",\"1\",\"episodes\",\"3\"],\"before\":\"Episode 3\",\"after\":null}",
                "{\"path\":[\"seasons\",\"2\"],\"before\":\"Season 2\",\"after\":null}");
    }

    @Test
    void givenANameThatBecomesTwoPeople_whenRunDryAndForGood_thenBothTellThemApartByTheirIds() {
        jobs().run(lines("ada.jsonl", series("ada", 1, "cast", List.of(credit("Ada Twofold", "A"))),
                series("ada", 2, "cast", List.of(credit("Ada Twofold", "A")))));
        lines("ada.jsonl", series("ada", 1, "cast", List.of(credit("Ada Twofold", "A", "nmA"))),
                series("ada", 2, "cast", List.of(credit("Ada Twofold", "A", "nmB"))));

        var dry = jobs().run(Map.of("path", "ada.jsonl", "dryRun", true));

        assertThat(Jobs.records(dry).get(1).at("/changes/0/after").toString())
                .isEqualTo("[\"Ada Twofold as A (imdb nmB)\"]");
        assertThat(allRecords(jobs().run("ada.jsonl"))).isEqualTo(allRecords(dry));
    }

    @Test
    void givenARebuiltLibrary_whenItsRecordsLieInDifferentBatches_thenNoItemTakesOverAnother() {
        var source = Map.<String, Object>of("path", "rebuilt.jsonl", "source", "rebuilt");
        var trees = IntStream.range(0, SEVERAL_BATCHES).mapToObj(i -> series("re", i)).toList();
        lines("rebuilt.jsonl", trees);
        jobs().run(source);
        var first = series("re0", "rebuilt", "id title");
        // The first item is new, without ids, and has the rating key of the one that comes last under a key of its own.
        var rebuilt = new ArrayList<>(trees);
        Collections.reverse(rebuilt);
        rebuilt.set(SEVERAL_BATCHES - 1, series("re", 0, "ratingKey", "elsewhere"));
        rebuilt.addFirst(object("kind", "SERIES", "ratingKey", "re0", "title", "Newcomer"));
        lines("rebuilt.jsonl", rebuilt);

        var dry = jobs().run(with(source, "dryRun", true));
        var real = jobs().run(source);

        assertThat(allRecords(dry)).isEqualTo(allRecords(real));
        assertThat(real.get("created").asInt()).isEqualTo(1);
        assertThat(real.get("updated").asInt()).isEqualTo(1);
        assertThat(series("elsewhere", "rebuilt", "id title")).isEqualTo(first);
        assertThat(series("re0", "rebuilt", "title").get("title").asText()).isEqualTo("Newcomer");
    }

    @Test
    void givenOneItemTwice_whenTheRecordsLieInDifferentBatches_thenTheSecondIsADuplicate() {
        var trees = new ArrayList<>(IntStream.range(0, SEVERAL_BATCHES).mapToObj(i -> series("dup", i)).toList());
        trees.add(series("dup", 3, "ratingKey", "other", "title", "Again"));
        trees.add(object("kind", "SERIES", "ratingKey", "dup5", "title", "Same key"));

        var job = jobs().run(lines("dup.jsonl", trees));
        var failed = client().data("query($id: ID!) { importJob(id: $id) { records(outcome: FAILED) { totalCount"
                + " edges { node { line userErrors { code message } } } } } }", Map.of("id", job.get("id").asText()))
                .at("/importJob/records");

        assertThat(job.get("total").asInt()).isEqualTo(SEVERAL_BATCHES + 2);
        assertThat(failed.get("totalCount").asInt()).isEqualTo(2);
        assertThat(failed.findValuesAsText("message")).containsExactly(
                "It is the same item as 'dup 3', line 4 of dup.jsonl.",
                "It is the same item as 'dup 5', line 6 of dup.jsonl.");
    }

    @Test
    void givenRejectAll_whenTheLastOfManyFails_thenNothingIsWrittenAndTheRecordsSaySo() throws SQLException {
        jobs().run(lines("reject.jsonl", series("rej", 0)));
        var trees = new ArrayList<>(IntStream.range(0, SEVERAL_BATCHES).mapToObj(i -> series("rej", i, "year", 2000))
                .toList());
        trees.add(series("rej", SEVERAL_BATCHES, "title", null));
        lines("reject.jsonl", trees);
        var input = Map.<String, Object>of("path", "reject.jsonl", "errorPolicy", "REJECT_ALL");
        var before = rows();

        var job = jobs().run(input);
        var dry = jobs().run(with(input, "dryRun", true));

        assertThat(rows()).isEqualTo(before);
        assertThat(job.get("status").asText()).isEqualTo("FAILED");
        assertThat(job.get("error").asText()).isEqualTo("1 of 251 records failed, so nothing was written.");
        assertThat(List.of("created", "updated", "skipped", "failed")).extracting(count -> job.get(count).asInt())
                .containsExactly(0, 0, SEVERAL_BATCHES, 1);
        assertThat(Jobs.outcomes(job)).containsOnly("SKIPPED");
        assertThat(allRecords(dry)).isEqualTo(allRecords(job));
        trees.removeLast();
        lines("reject.jsonl", trees);
        var sound = jobs().run(input);
        assertThat(sound.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(sound.get("created").asInt()).isEqualTo(SEVERAL_BATCHES - 1);
    }

    @Test
    void givenConflictPolicies_whenItemsAreThere_thenTheyAreSkippedOrReported() {
        var path = lines("conflict.jsonl", series("con", 1), series("con", 2));
        jobs().run(path);
        lines("conflict.jsonl", series("con", 1, "title", "Changed"), series("con", 3));

        assertThat(Jobs.outcomes(jobs().run(Map.of("path", path, "onConflict", "FAIL", "dryRun", true))))
                .containsExactly("FAILED", "CREATED");
        assertThat(Jobs.outcomes(jobs().run(Map.of("path", path, "onConflict", "SKIP"))))
                .containsExactly("SKIPPED", "CREATED");
        assertThat(series("con1", "plex", "title").get("title").asText()).isEqualTo("con 1");
    }

    @Test
    void givenManyJobs_whenTheyAreListed_thenTheNewestComesFirst_andRecordsOfAllTakeOneStatement() {
        for (var i = 0; i < 3; i++) {
            jobs().run(lines("listed" + i + ".jsonl", series("listed", i)));
        }
        var document = "query($first: Int) { importJobs(first: $first) { totalCount edges { cursor node { path"
                + " records(first: 5) { totalCount edges { node { title media { title } } } } } } } }";
        client().data(document, Map.of("first", 1));
        counter.reset();
        client().data(document, Map.of("first", 1));
        var forOne = counter.statements().size();
        counter.reset();

        var jobs = client().data(document, Map.of("first", 3)).get("importJobs");

        assertThat(counter.statements()).hasSize(forOne);
        assertThat(jobs.get("edges")).extracting(edge -> edge.at("/node/path").asText())
                .containsExactly("listed2.jsonl", "listed1.jsonl", "listed0.jsonl");
        assertThat(jobs.get("edges")).allSatisfy(edge -> {
            assertThat(edge.at("/node/records/totalCount").asInt()).isEqualTo(1);
            assertThat(edge.at("/node/records/edges/0/node/media/title").asText()).startsWith("listed");
        });
        var next = client().data(
                "query($after: String) { importJobs(first: 1, after: $after) { edges { node { path } } } }",
                Map.of("after", jobs.at("/edges/1/cursor").asText()));
        assertThat(next.at("/importJobs/edges/0/node/path").asText()).isEqualTo("listed0.jsonl");
    }

    @Test
    void givenALargeFile_whenImported_thenItsStatementsGrowWithItsBatchesOnly() {
        counter.reset();
        jobs().run(lines("few.jsonl", IntStream.range(0, 60).mapToObj(i -> series("few", i)).toList()));
        var oneBatch = writes();
        counter.reset();

        jobs().run(lines("more.jsonl", IntStream.range(0, 100).mapToObj(i -> series("more", i, "seasons",
                List.of(season(1, episode(1), episode(2), episode(3))))).toList()));

        assertThat(writes()).isLessThanOrEqualTo(oneBatch + 2);
    }

    // Those of seasons and episodes come on top in the second file.
    private long writes() {
        return counter.statements().stream().filter(sql -> sql.startsWith("INSERT") || sql.startsWith("UPDATE"))
                .count();
    }

    @Test
    void givenANewImportThroughTheOtherDoor_whenJobsRun_thenBothFollowTheSameRules() {
        new Imports(client()).series(object("ratingKey", "door1", "title", "By mutation"));

        var job = jobs().run(lines("door.jsonl", object("kind", "SERIES", "ratingKey", "door1", "title", "By file")));

        assertThat(Jobs.outcomes(job)).containsExactly("UPDATED");
    }
}
