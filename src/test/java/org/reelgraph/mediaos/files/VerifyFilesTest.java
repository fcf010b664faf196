package org.reelgraph.mediaos.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.audit.Actor;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.mediaos.files.MediaOsFile.Incoming;
import org.reelgraph.mediaos.files.MediaOsFile.Kept;
import org.reelgraph.mediaos.files.MediaOsFile.Outcome;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.verification.checks.Thresholds.Own;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.reelgraph.testing.Trees.object;

class VerifyFilesTest extends ServerTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String RESULT = """
                                         {"phase": "all", "issues": [
                                            {"kind": "short_duration", "severity": "warn", "message": "Duration 45s < 60s"},
                                            {"kind": "of another tool", "severity": "info", "message": "?"}],
                                          "analyzedAt": "2025-11-28T09:00:00.000Z", "topSeverity": "warn",
                                          "kind": "movie", "id": "%s", "title": "2 Harbours 1080p"}""";
    private static final String SETTINGS = """
                                           {"minDurationSec": 60, "minBitrateKbpsByHeight": {"720": 1500, "1080": 2500},
                                            "allowedContainers": ["mp4", "mkv"]}""";

    @Inject
    VerifyResultsFile results;
    @Inject
    VerifyFile settings;
    @Inject
    WriteTransactions transactions;
    @Inject
    StatementCounter counter;

    @BeforeEach
    void begin() throws SQLException {
        Tables.run(folder(), "DELETE FROM verifications");
        Tables.run(folder(), "DELETE FROM verification_settings");
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static <T> T read(MediaOsFile<T> file, String key, String text) {
        var errors = new ArrayList<UserError>();
        var value = file.read(EntryKey.ofMember(key), json(text), errors::add);
        assertThat(errors).isEmpty();
        return value.orElseThrow();
    }

    private VerifyResult result(String id) {
        return read(results, "movie:" + id, RESULT.formatted(id));
    }

    private <T> List<Kept> keep(MediaOsFile<T> file, List<Incoming<T>> entries, boolean dryRun) {
        return transactions.within(() -> file.keep(entries, Actor.SYSTEM, dryRun));
    }

    private static <T> Incoming<T> incoming(T value) {
        return new Incoming<>(EntryKey.ofMember(""), value, Optional.empty());
    }

    private void movie(String key) {
        var input = object("title", "Movie " + key, "ratingKey", key);
        client().data(
                "mutation($movies: [MovieInput!]!) { importMovies(input: {source: \"mediaos\", movies: $movies}) {"
                        + " created } }",
                Map.of("movies", List.of(input)));
    }

    @Test
    void givenAnEntry_whenItIsWritten_thenItIsTheSame() {
        assertThat(results.write(result("m1"))).isEqualTo(json(RESULT.formatted("m1")));
        assertThat(read(results, "movie:m1", RESULT.formatted("m1").replace("\"2 Harbours 1080p\"", "null")).title())
                .isEmpty();
        assertThat(settings.write(read(settings, "", SETTINGS))).isEqualTo(json(SETTINGS));
        assertThat(settings.write(read(settings, "", "{}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "movie:1 | {\"phase\": \"none\", \"analyzedAt\": \"2025-11-28T09:00:00Z\", \"title\": \"T\"} | phase",
            "movie:1 | {\"analyzedAt\": \"2025-11-28T09:00:00Z\", \"title\": \"T\"} | phase",
            "movie:1 | {\"phase\": \"arr\", \"analyzedAt\": \"2025-02-30T09:00:00Z\", \"title\": \"T\"} | analyzedAt",
            "movie:1 | {\"phase\": \"arr\", \"analyzedAt\": 5, \"title\": \"T\"} | analyzedAt",
            "movie:1 | {\"phase\": \"arr\", \"analyzedAt\": \"2025-11-28T09:00:00Z\", \"title\": 1} | title",
            "game:1  | {\"phase\": \"arr\", \"analyzedAt\": \"2025-11-28T09:00:00Z\", \"title\": \"T\"} | kind",
            "movie   | {\"phase\": \"arr\", \"analyzedAt\": \"2025-11-28T09:00:00Z\", \"title\": \"T\"} | kind",
            "movie:1 | {\"phase\": \"arr\", \"analyzedAt\": \"2025-11-28T09:00:00Z\", \"title\": \"T\", \"id\": \"2\"} | id",
            "movie:1 | {\"phase\": \"arr\", \"analyzedAt\": \"2025-11-28T09:00:00Z\", \"title\": \"T\", \"issues\": [1]} | issues.0",
            "movie:1 | {\"phase\": \"arr\", \"analyzedAt\": \"2025-11-28T09:00:00Z\", \"title\": \"T\", \"issues\": [{\"kind\": \"k\", \"severity\": \"bad\"}]} | issues.0.severity"})
    void givenAnEntryThatMakesNoSense_whenItIsRead_thenItsPlaceIsNamed(String key, String text, String place) {
        var errors = new ArrayList<UserError>();

        assertThat(results.read(EntryKey.ofMember(key), json(text), errors::add)).isEmpty();

        assertThat(errors).extracting(error -> String.join(".", error.path())).containsExactly(place);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "{\"minDurationSec\": 1.5} | minDurationSec", "{\"minDurationSec\": -1} | minDurationSec",
            "{\"minBitrateKbpsByHeight\": []} | minBitrateKbpsByHeight",
            "{\"minBitrateKbpsByHeight\": {\"hd\": 1}} | minBitrateKbpsByHeight.hd",
            "{\"allowedContainers\": \"mkv\"} | allowedContainers",
            "{\"allowedContainers\": [\"mkv\", \"\"]} | allowedContainers.1"})
    void givenThresholdsThatMakeNoSense_whenTheyAreRead_thenTheirPlaceIsNamed(String text, String place) {
        var errors = new ArrayList<UserError>();

        assertThat(settings.read(EntryKey.ofMember(""), json(text), errors::add)).isEmpty();

        assertThat(errors).extracting(error -> String.join(".", error.path())).containsExactly(place);
    }

    @Test
    void givenResults_whenTheyAreKept_thenTheyAreOfTheItemsThatMediaOsMeans_andTheSameAgainChangesNothing()
            throws SQLException {
        movie("m1");
        var entries = List.of(incoming(result("m1")), incoming(result("gone")));

        assertThat(keep(results, entries, true)).extracting(Kept::outcome, Kept::rowId).containsExactly(
                tuple(Outcome.CREATED, Optional.empty()),
                tuple(Outcome.CREATED, Optional.empty()));
        assertThat(Tables.query(folder(), "SELECT * FROM verifications")).isEmpty();
        var kept = keep(results, entries, false);
        assertThat(kept).extracting(Kept::outcome).containsExactly(Outcome.CREATED, Outcome.CREATED);
        assertThat(keep(results, entries, false)).extracting(Kept::outcome).containsExactly(Outcome.UNCHANGED,
                Outcome.UNCHANGED);

        assertThat(client().data("{ verifications(orderBy: [{field: TITLE}]) { edges { node { sourceKey topSeverity"
                + " issues { kind } media { title } } } } }").at("/verifications/edges").toString())
                .isEqualTo("[{\"node\":{\"sourceKey\":\"m1\",\"topSeverity\":\"WARN\",\"issues\":[{\"kind\":"
                        + "\"short_duration\"},{\"kind\":\"of another tool\"}],\"media\":{\"title\":\"Movie m1\"}}},"
                        + "{\"node\":{\"sourceKey\":\"gone\",\"topSeverity\":\"WARN\",\"issues\":[{\"kind\":"
                        + "\"short_duration\"},{\"kind\":\"of another tool\"}],\"media\":null}}]");
        var stored = transactions.within(() -> results.findAfter(0, 10));
        assertThat(stored).extracting(MediaOsFile.Stored::value).containsExactlyInAnyOrder(result("m1"),
                result("gone"));
        assertThat(stored).extracting(results::newKey).extracting(EntryKey::key).containsExactlyInAnyOrder("movie:m1",
                "movie:gone");
    }

    @Test
    void givenAResultWithoutAnItem_whenTheItemComes_thenItIsLinked_andItsOwnResultGivesWay() throws SQLException {
        keep(results, List.of(incoming(result("late"))), false);
        movie("late");
        var id = client().data("{ media(by: {ratingKey: \"late\"}, source: \"mediaos\") { ... on Movie { id } } }")
                .findValue("id").asText();
        var job = client().data("mutation { verifyMedia(input: {ids: [\"" + id + "\"]}) { job { id } } }")
                .findValue("id").asText();
        new Jobs(client(), folder()).awaitEnd(job);

        assertThat(keep(results, List.of(incoming(result("late"))), false)).extracting(Kept::outcome)
                .containsExactly(Outcome.UPDATED);

        assertThat(Tables.query(folder(), "SELECT source_key, phase, media_id IS NULL FROM verifications"))
                .hasSize(1);
        assertThat(transactions.within(() -> results.findAfter(0, 10))).extracting(MediaOsFile.Stored::value)
                .containsExactly(result("late"));
    }

    @Test
    void givenAChangedResult_whenItIsKept_thenItsRowIsUpdated_andCanBeDeleted() throws SQLException {
        var row = keep(results, List.of(incoming(result("c"))), false).getFirst().rowId();
        var changed = read(results, "movie:c", RESULT.formatted("c").replace("\"all\"", "\"arr\""));

        var kept = keep(results, List.of(new Incoming<>(EntryKey.ofMember("movie:c"), changed, row)), false);

        assertThat(kept).extracting(Kept::outcome, Kept::rowId)
                .containsExactly(tuple(Outcome.UPDATED, row));
        assertThat(transactions.within(() -> results.find(List.of(row.orElseThrow(), 5L))))
                .containsExactlyEntriesOf(Map.of(row.orElseThrow(), changed));
        transactions.within(() -> {
            results.delete(List.of(row.orElseThrow()), Actor.SYSTEM);
            return true;
        });
        assertThat(Tables.query(folder(), "SELECT * FROM verifications")).isEmpty();
        assertThat(client().data("{ auditLog(first: 1) { edges { node { action } } } }").findValue("action").asText())
                .isEqualTo("deleteVerification");
    }

    @Test
    void givenManyResults_whenADryRunLooks_thenTheNumberOfStatementsIsTheSame() {
        assertThat(statements(50)).isEqualTo(statements(2));
    }

    private int statements(int size) {
        counter.reset();
        keep(results, IntStream.range(0, size).mapToObj(i -> incoming(result("n" + i))).toList(), true);
        return counter.statements().size();
    }

    @Test
    void givenThresholds_whenTheyAreKept_thenTheyAreTheServersOwn() {
        var own = read(settings, "", SETTINGS);
        var other = new Own(Optional.of(30), Optional.empty(), Optional.empty());

        assertThat(keep(settings, List.of(incoming(own)), true)).extracting(Kept::outcome)
                .containsExactly(Outcome.CREATED);
        assertThat(transactions.within(() -> settings.findAfter(0, 10))).isEmpty();
        assertThat(keep(settings, List.of(incoming(own)), false)).extracting(Kept::outcome)
                .containsExactly(Outcome.CREATED);
        assertThat(keep(settings, List.of(incoming(own)), false)).extracting(Kept::outcome)
                .containsExactly(Outcome.UNCHANGED);
        assertThat(transactions.within(() -> settings.find(List.of(1L)))).containsExactlyEntriesOf(Map.of(1L, own));
        assertThat(keep(settings, List.of(incoming(other)), false)).extracting(Kept::outcome)
                .containsExactly(Outcome.UPDATED);
        assertThat(client().data("{ verificationSettings { minDurationSeconds allowedContainers } }")
                .get("verificationSettings").toString())
                .isEqualTo("{\"minDurationSeconds\":30,\"allowedContainers\":[\"mp4\",\"mkv\"]}");
        transactions.within(() -> {
            settings.delete(List.of(1L), Actor.SYSTEM);
            return true;
        });
        assertThat(transactions.within(() -> settings.findAfter(0, 10))).isEmpty();
    }
}
