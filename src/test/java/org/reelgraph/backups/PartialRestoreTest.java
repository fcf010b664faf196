package org.reelgraph.backups;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Exports;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.Trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;

/** One item or user out of a backup. */
class PartialRestoreTest extends BackupServerTest {

    private JsonNode only(String backup, String part, boolean dryRun) {
        return ended(restore(backup, ", only: \"" + part + "\", dryRun: " + dryRun).at("/job/id").asText());
    }

    private JsonNode imported(JsonNode restore) {
        var id = restore.at("/importJob/id").asText();
        return admin.data("query($id: ID!) { importJob(id: $id) { dryRun created updated unchanged failed error } }",
                Map.of("id", id)).get("importJob");
    }

    @Test
    void givenAnItemThatWasDeleted_whenItAloneIsRestored_thenItIsThereWithAllBelowIt_andCanBeUndone()
            throws SQLException {
        var jobs = new Jobs(admin, folder());
        jobs.lines("lost.jsonl", Trees.with(Trees.series(77, 2, 3), "kind", "SERIES", "title", "Verlorene Serie"));
        jobs.run(Map.of("path", "lost.jsonl", "source", "attic"));
        var id = admin.data("{ search(query: \"Verlorene Serie\") { edges { node { ... on Node { id } } } } }")
                .findValue("id").asText();
        var backup = create("item").get("id").asText();
        admin.data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }", Map.of("id", id));
        admin.data("mutation { importMovies(input: {movies: [{title: \"Nach dem Verlust\"}]}) { created } }");
        var without = rows();
        assertThat(count("Verlorene Serie")).isZero();

        var dry = only(backup, id, true);
        assertThat(dry.get("state").asText()).as(dry.toString()).isEqualTo("SUCCEEDED");
        assertThat(imported(dry)).isEqualTo(GraphQlClient.json("{\"dryRun\": true, \"created\": 1, \"updated\": 0,"
                + " \"unchanged\": 0, \"failed\": 0, \"error\": null}"));
        assertThat(rows()).isEqualTo(without);
        assertThat(files(".restored")).isEmpty();
        var job = only(backup, id, false);

        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(imported(job).get("created").asInt()).isOne();
        assertThat(files(".restored")).isEmpty();
        assertThat(Tables.query(folder(), "SELECT source, (SELECT count(*) FROM episodes JOIN seasons ON seasons.id ="
                + " season_id WHERE seasons.series_id = media_items.id) FROM media_items WHERE title = 'Verlorene Serie'"))
                .containsExactly("|attic|6");
        assertThat(count("Nach dem Verlust")).isOne();
        undo(job);
        assertThat(count("Verlorene Serie")).isZero();
        var missing = only(backup, GlobalId.of("movie", 5), false);
        assertThat(missing.get("error").asText()).isEqualTo("The backup has no " + GlobalId.of("movie", 5)
                + ". Nothing has changed.");
        assertThat(restore(backup, ", only: \"" + backup + "\"").at("/userErrors/0/path").toString())
                .isEqualTo("[\"input\",\"only\"]");
        assertThat(restore(backup, ", dryRun: true").at("/userErrors/0/path").toString())
                .isEqualTo("[\"input\",\"dryRun\"]");
        assertThat(unfinished()).isEmpty();
    }

    private void undo(JsonNode restore) {
        var undo = admin.data("mutation($id: ID!) { undoImport(input: {jobId: $id}) { job { id } } }",
                Map.of("id", restore.at("/importJob/id").asText())).findValue("id").asText();
        new Jobs(admin, folder()).awaitEnd(undo);
    }

    private List<String> unfinished() {
        return names(folder().resolve("backups")).stream()
                .filter(name -> name.startsWith(".") || name.startsWith("unfinished")).toList();
    }

    private List<String> files(String belowImportFolder) {
        return names(folder().resolve("import").resolve(belowImportFolder));
    }

    private static List<String> names(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void givenAUserWhoWasDeleted_whenTheyAloneAreRestored_thenTheyCanSignInAgain_andNobodyElseHasTo() {
        var id = Accounts.newUser(admin, "lost@example.org", Role.MODERATOR);
        var backup = create("user").get("id").asText();
        admin.data("mutation($id: ID!) { deleteUser(input: {id: $id}) { deletedId } }", Map.of("id", id));
        var session = admin;

        assertThat(only(backup, id, true).get("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(users()).doesNotContain("lost@example.org");
        assertThat(only(backup, id, false).get("state").asText()).isEqualTo("SUCCEEDED");

        assertThat(Accounts.signedIn(server.getURI(), "lost@example.org", Accounts.PASSWORD)
                .data("{ viewer { user { id } role } }").get("viewer").toString()).contains(id, "MODERATOR");
        assertThat(session.data("{ viewer { role } }").findValue("role").asText()).isEqualTo("ADMIN");
        var again = ended(restore(backup, ", only: \"" + id + "\"").at("/job/id").asText());
        assertThat(again.get("error").asText())
                .isEqualTo("There is a user lost@example.org already. Nothing has changed.");
        assertThat(again.at("/log/edges").findValuesAsText("message")).isNotEmpty()
                .noneMatch(message -> message.contains("restored, without API keys"));
    }

    private List<String> users() {
        return admin.data("{ users(first: 100) { edges { node { email } } } }").findValuesAsText("email");
    }

    private static final Map<String, Object> ADA = object("name", "Ada Winter", "externalIds", object("imdb", "nm1"),
            "images", List.of(object("kind", "THUMB", "path", "/ada")));

    private static Map<String, Object> full(String kind, String title, Object... more) {
        return Trees.with(object("kind", kind, "title", title, "ratingKey", "k " + title, "furtherRatingKeys",
                List.of("older " + title, "oldest " + title), "sortTitle", "sorted", "originalTitle", "original",
                "year", 1999, "summary", "summary", "tagline", "tagline", "contentRating", "12", "studio", "Studio",
                "rating", 7.5, "releasedOn", "1999-02-03", "addedAt", "2020-01-02T03:04:05Z", "genres",
                List.of("Drama", "Krimi"), "collections", List.of("First"), "countries", List.of("de"), "labels",
                List.of("seen"), "images",
                List.of(object("kind", "POSTER", "path", "/p"), object("kind", "BACKDROP", "source", "web", "path",
                        "/b")),
                "cast", List.of(object("character", "Marit", "person", ADA), Trees.credit("Only Named", null)),
                "metadata", object("then", 1, "nested", object("a", List.of(1)))), more);
    }

    private static List<Object> crew() {
        return List.of(object("department", "DIRECTION", "job", "Director", "person", ADA));
    }

    private static List<Object> creators() {
        return List.of(object("job", "Author", "person", object("name", "Henrike Moll")));
    }

    private static Map<String, Object> episode(int number, Object... more) {
        return Trees.with(object("number", number, "title", "Episode " + number, "ratingKey", "e" + number, "summary",
                "s", "airedOn", "1999-03-0" + number, "durationSeconds", 2_801, "rating", 8.0, "addedAt",
                "2020-01-02T03:04:05Z", "externalIds", object("tvdb", "7" + number), "images",
                List.of(object("kind", "STILL", "path", "/s" + number)), "cast",
                List.of(Trees.credit("Guest " + number, "Guest")), "metadata", object("e", number)), more);
    }

    private static Map<String, Object> season(int number, Object... episodes) {
        return object("number", number, "title", "Season", "year", 1999, "summary", "s", "ratingKey", "s" + number,
                "addedAt", "2020-01-02T03:04:05Z", "externalIds", object("tvdb", "6" + number), "images",
                List.of(object("kind", "POSTER", "path", "/s")), "metadata", object("s", number), "episodes",
                List.of(episodes));
    }

    // Each either with all that an item can have or with nothing but a title.
    private static List<Map<String, Object>> then() {
        return List.of(
                full("SERIES", "Ebb", "crew", crew(), "externalIds",
                        object("imdb", "tt1", "tmdb", "1", "tvdb", "1"), "seasons",
                        List.of(season(1, episode(1), episode(2), episode(3), episode(4), episode(5), episode(6)),
                                season(0, object("title", "Unnumbered", "ratingKey", "u", "airedOn", "1999-05-05")),
                                object("number", 2, "episodes", List.of(object("number", 1))))),
                object("kind", "SERIES", "title", "Bare series", "ratingKey", "k bare"),
                full("MOVIE", "Low Tide", "crew", crew(), "edition", "Long", "durationSeconds", 5_401,
                        "externalIds", object("imdb", "tt2", "plex", "plex://movie/5d9c086c46115600200aa2fe")),
                object("kind", "MOVIE", "title", "Bare movie", "ratingKey", "k bare movie"),
                full("ALBUM", "Ferry", "creators", creators(), "durationSeconds", 61, "externalIds",
                        object("musicbrainz", "7d2b90c4-13ae-4c5f-8f60-b1e95a47d208")),
                full("BOOK", "Ledger", "creators", creators(), "externalIds", object("isbn", "9799999990010")),
                object("kind", "BOOK", "title", "Untouched", "genres", List.of("Drama")));
    }

    private static Map<String, Object> cleared(Map<String, Object> item) {
        var cleared = new HashMap<>(item);
        cleared.replaceAll((name, value) -> switch (name) {
            case "kind", "title", "ratingKey", "seasons" -> value;
            default -> value instanceof List<?> ? List.of() : null;
        });
        cleared.remove("furtherRatingKeys");
        return cleared;
    }

    // What had all is changed or emptied, and what had nothing is filled.
    private static List<Map<String, Object>> now(List<Map<String, Object>> then) {
        return List.of(Trees.with(then.get(0), "title", "Flood", "ratingKey", "newest", "summary", "changed", "genres",
                List.of("Comedy", "Drama"), "cast", List.of(Trees.credit("New Face", "New")), "metadata",
                object("then", 2, "since", true), "seasons",
                List.of(season(1,
                        episode(1, "title", "Changed", "images", List.of(), "cast", List.of(), "metadata", null),
                        cleared(episode(2)), episode(7, "title", "Episode 3", "ratingKey", "e3", "externalIds",
                                object("tvdb", "73")),
                        episode(4), episode(5), Trees.episode(8), Trees.episode(9)),
                        season(0, object("number", 5, "title", "Unnumbered", "ratingKey", "u", "airedOn",
                                "1999-05-05")),
                        object("number", 2, "title", "Named", "images",
                                List.of(object("kind", "THUMB", "path", "/t")), "episodes",
                                List.of(episode(1, "ratingKey", "e21", "externalIds", null))),
                        season(3, Trees.episode(1), Trees.episode(2), Trees.episode(3)))),
                full("SERIES", "Bare series", "ratingKey", "k bare", "crew", crew(), "externalIds",
                        object("imdb", "tt7"), "seasons", List.of(season(1, Trees.episode(1)))),
                cleared(then.get(2)),
                full("MOVIE", "Bare movie", "ratingKey", "k bare movie", "crew", crew(), "durationSeconds", 60),
                cleared(then.get(4)), Trees.with(cleared(then.get(5)), "title", "Other book", "year", 2001),
                then.get(6));
    }

    private String exported() {
        var exports = new Exports(admin, folder());
        return new String(exports.download(exports.run(Map.of("source", "kinds"))).body(), StandardCharsets.UTF_8);
    }

    @SafeVarargs
    private void importAs(String name, String source, Map<String, Object>... items) {
        var jobs = new Jobs(admin, folder());
        jobs.lines(name, items);
        var job = jobs.run(Map.of("path", name, "source", source, "prune", true, "complete", source.equals("shelf")));
        assertThat(job.get("status").asText()).as("%s", job).isEqualTo("SUCCEEDED");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object>[] array(List<Map<String, Object>> items) {
        return items.toArray(new Map[0]);
    }

    @Test
    void givenItemsOfAllKinds_whenTheyWereChangedAndExtended_thenEachIsRestoredAsItWas_andNothingElseChanges()
            throws SQLException {
        importAs("then.jsonl", "kinds", array(then()));
        var then = exported();
        var ids = Tables.query(folder(), "SELECT lower(kind), id FROM media_items WHERE source = 'kinds'"
                + " AND title <> 'Untouched' ORDER BY id").stream().map(row -> row.substring(1).split("\\|"))
                .map(row -> GlobalId.of(row[0], Long.parseLong(row[1]))).toList();
        var backup = create("kinds").get("id").asText();
        importAs("now.jsonl", "kinds", array(now(then())));
        // By their keys, nobody would know them any more.
        Tables.run(folder(), "UPDATE media_items SET imdb = 'tt99', tmdb = NULL, rating_key = 'moved'"
                + " WHERE title = 'Flood'");
        Tables.run(folder(), "DELETE FROM further_rating_keys WHERE rating_key LIKE 'oldest%'");
        var now = exported();
        assertThat(now.lines()).doesNotContainAnyElementsOf(
                then.lines().filter(line -> !line.contains("Untouched")).toList());

        var dry = only(backup, ids.getFirst(), true);
        var told = changes(dry);
        assertThat(exported()).isEqualTo(now);
        var restores = ids.stream().map(id -> only(backup, id, false)).toList();

        assertThat(restores).allSatisfy(
                restore -> assertThat(restore.get("state").asText()).as("%s", restore).isEqualTo("SUCCEEDED"));
        assertThat(exported()).isEqualTo(then);
        assertThat(changes(restores.getFirst())).isEqualTo(told);
        assertThat(told.findValuesAsText("title")).contains("Flood, season 3", "Flood S01E08 Episode 8");
        restores.reversed().forEach(this::undo);
        assertThat(exported()).isEqualTo(now);
    }

    private JsonNode changes(JsonNode restore) {
        assertThat(restore.get("state").asText()).as("%s", restore).isEqualTo("SUCCEEDED");
        return admin.data("""
                          query($id: ID!) { importJob(id: $id) { created updated failed deletionsToken
                            deletions { edges { node { type title outcome } } }
                            records { edges { node { outcome changes { path before after } } } } } }""",
                Map.of("id", restore.at("/importJob/id").asText())).get("importJob");
    }

    @Test
    void givenAnItemWhoseKeyIsAnothersByNow_whenItIsRestored_thenTheRestoreFailsAndNamesBoth() throws SQLException {
        admin.data(
                "mutation { importMovies(input: {movies: [{title: \"Loser\", ratingKey: \"taken\"}]}) { created } }");
        var id = GlobalId.of("movie", Long.parseLong(Tables.query(folder(),
                "SELECT id FROM media_items WHERE title = 'Loser'").getFirst().substring(1)));
        var backup = create("taken").get("id").asText();
        Tables.run(folder(), "UPDATE media_items SET rating_key = 'free', year = 2000 WHERE title = 'Loser'");
        admin.data(
                "mutation { importMovies(input: {movies: [{title: \"Winner\", ratingKey: \"taken\"}]}) { created } }");
        var before = rows();

        for (var dryRun : List.of(true, false)) {
            var job = only(backup, id, dryRun);
            assertThat(job.get("state").asText()).isEqualTo("FAILED");
            assertThat(job.get("error").asText()).isEqualTo("'Loser' was not restored. Its rating key taken is that of"
                    + " 'Winner' by now, which doesn't lose it.");
            assertThat(imported(job).get("failed").asInt()).isOne();
        }

        assertThat(rows()).isEqualTo(before);
        // The import can be done again.
        assertThat(files(".restored")).anyMatch(name -> name.startsWith(id));
    }

    @Test
    void givenAnItemThatItsSourceHasNoMore_whenItIsRestored_thenItStaysNotSeen() {
        importAs("both.jsonl", "shelf", object("kind", "MOVIE", "title", "Kept", "ratingKey", "shelf 1"),
                object("kind", "MOVIE", "title", "Sold", "ratingKey", "shelf 2", "year", 1999));
        var backup = create("shelf").get("id").asText();
        importAs("sold.jsonl", "shelf", object("kind", "MOVIE", "title", "Sold", "ratingKey", "shelf 2", "year", 2001));
        importAs("one.jsonl", "shelf", object("kind", "MOVIE", "title", "Kept", "ratingKey", "shelf 1"));
        var before = notSeen();
        assertThat(before.get("title").asText()).isEqualTo("Sold");

        var restore = only(backup, before.get("id").asText(), false);

        assertThat(imported(restore).get("updated").asInt()).as("%s", restore).isOne();
        assertThat(notSeen()).isEqualTo(before);
    }

    private JsonNode notSeen() {
        return admin.data("{ allMedia(filter: {notSeen: true}) { edges { node { ... on Movie { id title lastSeenAt"
                + " } } } } }").at("/allMedia/edges/0/node");
    }

    @Test
    void givenADryRunThatWaitsForItsImport_whenItIsCancelled_thenSoIsTheImport_andItsFileGoes() throws SQLException {
        admin.data("mutation { importMovies(input: {movies: [{title: \"Patience\"}]}) { created } }");
        var id = GlobalId.of("movie", Long.parseLong(Tables.query(folder(),
                "SELECT id FROM media_items WHERE title = 'Patience'").getFirst().substring(1)));
        var backup = create("patience").get("id").asText();
        var before = files(".restored");
        admin.data("mutation { pauseJobs(input: {kind: \"IMPORT\"}) { pauses { kind } } }");
        var job = restore(backup, ", only: \"" + id + "\", dryRun: true").at("/job/id").asText();
        while (look(job).at("/importJob/id").isMissingNode()) {
            Pause.briefly();
        }
        assertThat(files(".restored")).hasSize(before.size() + 1);

        admin.data("mutation($id: ID!) { cancelJob(input: {id: $id}) { job { id } } }", Map.of("id", job));

        var cancelled = ended(job);
        admin.data("mutation { resumeJobs(input: {kind: \"IMPORT\"}) { pauses { kind } } }");
        assertThat(cancelled.get("state").asText()).isEqualTo("CANCELLED");
        assertThat(ended(cancelled.at("/importJob/id").asText()).get("state").asText()).isEqualTo("CANCELLED");
        assertThat(files(".restored")).isEqualTo(before);
    }
}
