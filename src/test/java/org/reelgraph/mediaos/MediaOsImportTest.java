package org.reelgraph.mediaos;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** The files of MediaOS become rows, and are written again as they were. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MediaOsImportTest extends MediaOsServer {

    private static final String LIBRARY_OF_MEDIAOS = """
                                                     { allMedia(first: 50, filter: {source: {equals: "mediaos"}}) { edges { node {
                                                       __typename title images { kind path } } } } }""";

    @Test
    @Order(1)
    void givenFiles_whenImportedAsADryRun_thenItTellsWhatWouldHappenAndWritesNothing() throws SQLException {
        files("tried");

        var job = importFrom("tried", Map.of("dryRun", true));

        assertThat(counts(job)).isEqualTo("SUCCEEDED 9 created, 0 updated, 0 unchanged, 0 skipped, 0 failed");
        assertThat(Tables.query(folder(), "SELECT count(*) FROM mediaos_entries")).containsExactly("|0");
        assertThat(Tables.query(folder(), "SELECT count(*) FROM media_items")).containsExactly("|0");
        assertThat(Tables.query(folder(), "SELECT count(*) FROM users")).containsExactly("|1");
    }

    @Test
    @Order(2)
    void givenFiles_whenImportedTwice_thenTheyAreWrittenAsTheyWereAndNothingChangesTheSecondTime() throws IOException {
        files("whole");

        var first = importFrom("whole");
        var again = importFrom("whole/config");

        assertThat(counts(first)).isEqualTo("SUCCEEDED 9 created, 0 updated, 0 unchanged, 0 skipped, 0 failed");
        assertThat(counts(again)).isEqualTo("SUCCEEDED 0 created, 0 updated, 9 unchanged, 0 skipped, 0 failed");
        assertThat(record(again, "Two Boats").at("/mediaKind").asText()).isEqualTo("MOVIE");
        assertThat(record(again, "second@example.org").at("/file").asText()).isEqualTo("users.json");
        assertThat(written("library")).isEqualTo(LIBRARY);
        assertThat(written("settings")).isEqualTo(SETTINGS);
        // The admin of the test is one, too.
        for (var user : tree(USERS).properties()) {
            assertThat(tree(written("users")).get(user.getKey())).isEqualTo(user.getValue());
        }
        assertThat(written("users")).contains("\"scale\": 1.50", "First@Example.org", "17:36:39Z\"");
    }

    @Test
    @Order(3)
    void givenAnImportedLibrary_whenSomethingChangesHere_thenNothingElseChangesInTheFiles()
            throws IOException, SQLException {
        Tables.run(folder(), "UPDATE media_items SET title = 'Three Boats' WHERE rating_key = 'a2'");
        Tables.run(folder(), "UPDATE users SET role = 'MODERATOR' WHERE email = 'first@example.org'");
        Tables.run(folder(), "UPDATE users SET status = 'SUSPENDED' WHERE email = 'second@example.org'");
        client().data("""
                      mutation { importMovies(input: {source: "mediaos", movies: [{ratingKey: "n1", title: "New"}]}) {
                        created } }""");

        assertThat(written("library"))
                .isEqualTo(LIBRARY.replace("Two Boats", "Three Boats").replace("""
                                                                                 "tags": []
                                                                                   }
                                                                               """, """
                                                                                      "tags": []
                                                                                        },
                                                                                        {
                                                                                          "id": "n1",
                                                                                          "kind": "movie",
                                                                                          "title": "New"
                                                                                        }
                                                                                    """));
        assertThat(tree(written("users")).properties().stream().map(Map.Entry::getKey)).contains("user_1")
                .doesNotContain("user_2");
        assertThat(tree(written("users")).at("/user_1/role").asText()).isEqualTo("user");
    }

    @Test
    @Order(4)
    void givenAFileThatChanged_whenImported_thenWhatChangedIsShownButNoHash() {
        jobs().file("changed/config/users.json", USERS.replace("1.50", "2").replace("\"role\": \"user\"",
                "\"role\": \"admin\"").replace("0a0a", "0b0b").replace("\"updatedAt\": \"2025-11-27T17:20:56.029Z\"",
                        "\"updatedAt\": \"2025-12-27T17:20:56.029Z\""));

        var job = importFrom("changed", Map.of("only", List.of("users")));

        var changes = record(job, "First@Example.org").get("changes");
        assertThat(changes.toString()).contains("role", "passwordHash", "updatedAt").doesNotContain("0b0b", "0a0a");
    }

    @Test
    void givenFaultyFiles_whenImported_thenEachFaultIsARecordAndTheRestIsImported() {
        jobs().file("faulty/library.json", """
                                           {"items": [
                                             {"id": "f1", "kind": "movie", "title": "Whole"},
                                             {"id": "f1", "kind": "movie", "title": "Twice"},
                                             {"id": "f2", "kind": "podcast", "title": "Talk"},
                                             {"kind": "movie", "title": "Nameless"},
                                             {"id": null, "kind": "movie", "title": "Unidentified"},
                                             {"id": "f4", "kind": "movie", "title": null},
                                             {"id": "f3", "kind": "movie", "title": "Cut""");

        var job = importFrom("faulty");

        assertThat(counts(job))
                .isEqualTo("COMPLETED_WITH_ERRORS 1 created, 0 updated, 0 unchanged, 0 skipped, 6 failed");
        assertThat(record(job, "Twice").at("/userErrors/0").toString()).contains("DUPLICATE", "number 0 of", "\"id\"");
        assertThat(record(job, "Talk").at("/userErrors/0").toString()).contains("INVALID", "podcast", "\"kind\"");
        assertThat(record(job, "Nameless").at("/userErrors/0").toString()).contains("REQUIRED", "\"id\"");
        assertThat(record(job, "Unidentified").at("/userErrors/0").toString()).contains("REQUIRED", "\"id\"");
        assertThat(record(job, "f4").at("/userErrors/0").toString()).contains("REQUIRED", "\"title\"");
        assertThat(job.at("/records/edges/6/node/userErrors/0/message").asText()).contains("line 8, column");
    }

    @Test
    void givenAFaultyFile_whenImportedAllOrNothing_thenNothingOfItIsThere() throws SQLException {
        jobs().file("strict/library.json",
                "{\"items\": [{\"id\": \"s1\", \"kind\": \"movie\", \"title\": \"X\"}, {\"id\": \"s2\"}]}");

        var job = importFrom("strict", Map.of("errorPolicy", "REJECT_ALL"));

        assertThat(job.at("/status").asText()).isEqualTo("FAILED");
        assertThat(Tables.query(folder(), "SELECT count(*) FROM mediaos_entries WHERE entry_key LIKE 's_'"))
                .containsExactly("|0");
    }

    @Test
    void givenNoFileOfMediaOs_whenImported_thenItIsRefusedAndSaysWhatIsMissing() {
        jobs().file("nothing/other.json", "{}");

        var errors = start(Map.of("path", "nothing")).get("userErrors").toString();
        var unknown = start(Map.of("path", "nothing", "only", List.of("films"))).get("userErrors").toString();

        assertThat(errors).contains("UNKNOWN_FORMAT", "library.json");
        assertThat(unknown).contains("NOT_FOUND", "films", "\"only\"");
    }
}
