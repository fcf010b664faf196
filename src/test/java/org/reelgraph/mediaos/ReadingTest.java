package org.reelgraph.mediaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.mediaos.validation.Difference;
import org.reelgraph.mediaos.validation.MediaOsValidation;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.Tables;

import static org.assertj.core.api.Assertions.assertThat;

/** The database follows the files of a folder, and what it reads from them can't be changed otherwise. */
class ReadingTest extends MediaOsServer {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String WANTED = """
                                         {"items": [
                                         {"id": "w1", "kind": "movie", "title": "The Lost Reel", "note": 1.0},
                                         {"id": "w2", "kind": "book", "title": "Tides"}]}""";
    // Of the password of all test users.
    private static final String HASH = "7928c93a8b9825c004ec079ced7a5a63365fc779f7f37f635faae8fafec3b747"
            + "2f1414d051cde73504acede0d4cf6f3e75e94e3de5142659580bfa3cbed0facc";
    private static final String TITLES = """
                                         { allMedia(first: 100, orderBy: [{field: TITLE}]) {
                                             edges { node { title } } }
                                           wantedItems(first: 100, orderBy: [{field: TITLE}]) {
                                             edges { node { title } } } }""";

    @Override
    protected Map<String, String> settings() {
        begin();
        return Map.of("reelgraph.mediaos.mirror", config().toAbsolutePath().toString(), "reelgraph.mediaos.read",
                "files");
    }

    private Path config() {
        return folder().resolve("config");
    }

    private Path file(String name) {
        return config().resolve(name + ".json");
    }

    private void begin() {
        try {
            Files.createDirectories(config());
            replace("users", USERS);
            replace("library", LIBRARY);
            replace("settings", SETTINGS);
            replace("wanted", WANTED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void restore() throws IOException {
        begin();
        await("all files", () -> reading().stream().allMatch(file -> Set.of("FOLLOWING", "ABSENT")
                .contains(file.at("/state").asText())) && differences().isEmpty());
    }

    private void replace(String name, String text) throws IOException {
        var next = config().resolve(name + ".next");
        Files.writeString(next, text);
        Files.move(next, file(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private interface Condition {
        boolean holds();
    }

    private void await(String what, Condition condition) {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now()).as(() -> what + " in " + reading() + differences()).isBefore(end);
            Pause.briefly();
        }
    }

    private List<JsonNode> reading() {
        return client().data("{ mirrorStatus { state reading { file state problem problemSince takenInAt failedEntries"
                + " } } }").at("/mirrorStatus/reading").valueStream().toList();
    }

    private JsonNode reading(String name) {
        return reading().stream().filter(file -> file.at("/file").asText().equals(name + ".json")).findFirst()
                .orElseThrow();
    }

    private List<String> titles(String field) {
        return client().data(TITLES).at("/" + field + "/edges").valueStream()
                .map(edge -> edge.at("/node/title").asText().strip()).toList();
    }

    // Whom only this server knows is none of the files' business, nor when somebody signs in here.
    private List<Difference> differences() {
        var differences = new ArrayList<Difference>();
        try {
            server.getApplicationContext().getBean(MediaOsValidation.class)
                    .validate(ImportSource.anywhere(config(), config()), Set.of(), differences::add);
        } catch (SourceException e) {
            throw new IllegalStateException(e);
        }
        return differences.stream().filter(difference -> !difference.file().equals("users.json")
                || difference.kind() != Difference.Kind.ONLY_IN_DATABASE && !"lastLoginAt".equals(difference.member()))
                .toList();
    }

    @Test
    void givenFiles_whenTheServerStarts_thenQueriesShowWhatTheySay() {
        assertThat(titles("allMedia")).containsExactly("Night Roads", "The Long Valley", "The Map of Salt",
                "Two Boats");
        assertThat(titles("wantedItems")).containsExactly("The Lost Reel", "Tides");
        assertThat(emails()).containsExactlyInAnyOrder(Accounts.ADMIN, "first@example.org", "second@example.org");
        assertThat(reading("library").at("/state").asText()).isEqualTo("FOLLOWING");
        assertThat(reading("library").at("/takenInAt").isNull()).isFalse();
        assertThat(client().data("{ mirrorStatus { state files { file } } }").at("/mirrorStatus").toString())
                .isEqualTo("{\"state\":\"OFF\",\"files\":[]}");
    }

    private List<String> emails() {
        return client().data("{ users(first: 100) { edges { node { email } } } }").at("/users/edges").valueStream()
                .map(edge -> edge.at("/node/email").asText()).toList();
    }

    @Test
    void givenAFile_whenEntriesAreAddedChangedAndRemoved_thenTheDatabaseFollows() throws IOException {
        replace("wanted", """
                          {"items": [{"id": "w1", "kind": "movie", "title": "The Found Reel"},
                          {"id": "w3", "kind": "book", "title": "Tides"}]}""");
        replace("library", LIBRARY.replace("Two Boats", "Three Boats").replace("\"id\": \"a4\"", "\"id\": \"a5\"")
                .replace("The Map of Salt", "The Map of Sand"));
        replace("users", USERS.replace("\"role\": \"user\"", "\"role\": \"admin\""));

        await("the changes", () -> titles("wantedItems").equals(List.of("The Found Reel", "Tides"))
                && titles("allMedia").contains("The Map of Sand") && differences().isEmpty());

        assertThat(titles("allMedia")).containsExactly("Night Roads", "The Long Valley", "The Map of Sand",
                "Three Boats");
        assertThat(client().data("{ users(first: 100) { edges { node { email role } } } }").toString())
                .contains("{\"email\":\"first@example.org\",\"role\":\"ADMIN\"}");
    }

    @Test
    void givenAUserWhoIsGoneFromTheFile_whenItIsTakenIn_thenTheyAreGoneButNotTheAdminWhomItNeverHad()
            throws IOException {
        replace("users", "{}");

        await("an empty file", () -> emails().equals(List.of(Accounts.ADMIN)));
    }

    @Test
    void givenAFile_whenItIsCutInHalf_thenItsLastStateStaysUntilItIsWhole() throws IOException {
        var half = LIBRARY.substring(0, LIBRARY.indexOf("Two Boats"));
        replace("library", half);
        await("the problem", () -> reading("library").at("/state").asText().equals("BROKEN"));
        var broken = reading("library");
        var during = titles("allMedia");
        replace("wanted", "{\"items\": []}");
        await("another file", () -> titles("wantedItems").isEmpty());
        Files.delete(file("library"));
        await("the gone file", () -> reading("library").at("/problem").asText().contains("gone"));
        var afterwards = titles("allMedia");
        replace("library", LIBRARY.replace("Two Boats", "Four Boats"));
        await("the whole file", () -> titles("allMedia").contains("Four Boats")
                && reading("library").at("/state").asText().equals("FOLLOWING"));

        assertThat(broken.at("/problem").asText()).contains("library.json");
        assertThat(broken.at("/problemSince").isNull()).isFalse();
        assertThat(during).hasSize(4).contains("Two Boats");
        assertThat(afterwards).isEqualTo(during);
        assertThat(reading("library").at("/problem").isNull()).isTrue();
        assertThat(differences()).isEmpty();
    }

    @Test
    void givenAnEntryThatMeansNothing_whenTheFileIsTakenIn_thenTheOthersAreAndItIsNamed() throws IOException {
        replace("wanted", WANTED.replace("\"book\"", "\"game\"").replace("The Lost Reel", "The Last Reel"));

        await("the problem", () -> reading("wanted").at("/state").asText().equals("INCOMPLETE"));

        assertThat(reading("wanted").at("/failedEntries").asInt()).isEqualTo(1);
        assertThat(reading("wanted").at("/problem").asText()).contains("wanted.json", "game");
        assertThat(titles("wantedItems")).containsExactly("The Last Reel", "Tides");
    }

    @Test
    void givenReadsFromFiles_whenSomebodyChangesWhatTheyHold_thenItIsRefusedAndNothingIsWritten() throws SQLException {
        var wanted = idOf("{ wantedItems(first: 1) { edges { node { id } } } }");
        var movie = idOf("{ allMovies(first: 1) { edges { node { id } } } }");
        var user = client().data("{ users(first: 100) { edges { node { id email } } } }").findParents("email").stream()
                .filter(node -> node.get("email").asText().startsWith("first")).findFirst().orElseThrow().get("id")
                .asText();
        var before = state();
        var refused = List.of("createWantedItem(input: {kind: BOOK, title: \"New\"}) { userErrors { code } }",
                "updateWantedItem(input: {id: \"" + wanted + "\", title: \"New\"}) { userErrors { code } }",
                "deleteWantedItem(input: {id: \"" + wanted + "\"}) { userErrors { code } }",
                "deleteMedia(input: {id: \"" + movie + "\"}) { userErrors { code } }",
                "updateUser(input: {id: \"" + user + "\", role: ADMIN}) { userErrors { code } }",
                "deleteUser(input: {id: \"" + user + "\"}) { userErrors { code } }",
                "importMovies(input: {source: \"mediaos\", movies: [{ratingKey: \"n\", title: \"New\"}]}) { created }",
                "importMediaOs(input: {path: \".\"}) { userErrors { code } }");

        for (var mutation : refused) {
            var answer = client().answer("mutation { " + mutation + " }");
            assertThat(answer.at("/errors/0/extensions/code").asText()).as(answer::toString)
                    .isEqualTo("READ_FROM_FILES");
            assertThat(answer.at("/errors/0/message").asText()).contains("REELGRAPH_MEDIAOS_READ", ".json");
        }
        assertThat(state()).isEqualTo(before);
        assertThat(differences()).isEmpty();
    }

    private String idOf(String query) {
        return client().data(query).findValue("id").asText();
    }

    private List<String> state() throws SQLException {
        var state = new ArrayList<>(Tables.rows(folder()));
        state.addAll(Tables.query(folder(), "SELECT id, title, updated_at FROM wanted_items ORDER BY id"));
        state.addAll(Tables.query(folder(), "SELECT id, email, role, updated_at FROM users ORDER BY id"));
        state.addAll(
                Tables.query(folder(), "SELECT count(*) FROM audit_log WHERE outcome = 'SUCCESS' AND action NOT LIKE"
                        + " 'sign%' AND action NOT LIKE 'log%'"));
        return state;
    }

    @Test
    void givenReadsFromFiles_whenSomebodyChangesSomethingElse_thenThatGoesOn() throws IOException {
        var imported = client()
                .data("mutation { importMovies(input: {source: \"elsewhere\", movies: [{ratingKey: \"e1\","
                        + " title: \"Elsewhere\"}]}) { created } }");
        var created = Accounts.newUser(client(), "third@example.org", Role.USER);
        var signedIn = Accounts.login(anonymous(), "third@example.org", Accounts.PASSWORD);
        replace("library", LIBRARY.replace("Two Boats", "Five Boats"));
        await("the change", () -> titles("allMedia").contains("Five Boats"));

        assertThat(imported.at("/importMovies/created").asInt()).isEqualTo(1);
        assertThat(created).startsWith("user_");
        assertThat(signedIn.at("/accessToken").isNull()).isFalse();
        assertThat(titles("allMedia")).contains("Elsewhere");
        assertThat(emails()).contains("third@example.org");
        var elsewhere = client().data("{ allMovies(first: 100) { edges { node { id title } } } }").findParents("title")
                .stream().filter(movie -> movie.get("title").asText().equals("Elsewhere")).findFirst().orElseThrow();
        var deleted = client().data("mutation { deleteMedia(input: {id: \"" + elsewhere.get("id").asText()
                + "\"}) { userErrors { code } } }");
        client().data("mutation { deleteUser(input: {id: \"" + created + "\"}) { userErrors { code } } }");
        assertThat(deleted.findValue("userErrors")).isEmpty();
        assertThat(emails()).doesNotContain("third@example.org");
    }

    @Test
    void givenAUserOfTheFile_whenTheySignIn_thenTheyGetInAndTheFileIsFollowedOn() throws IOException {
        replace("users", USERS.replace(SALT_AND_HASH, "00ff:" + HASH));
        await("the password", () -> differences().isEmpty());
        var signedIn = Accounts.login(anonymous(), "first@example.org", Accounts.PASSWORD);
        replace("users", USERS.replace(SALT_AND_HASH, "00ff:" + HASH)
                .replace("First@Example.org", "other@example.org"));
        await("the address", () -> emails().contains("other@example.org"));

        assertThat(signedIn.at("/accessToken").isNull()).as(signedIn::toString).isFalse();
        assertThat(emails()).hasSize(3);
        assertThat(differences()).isEmpty();
    }

    @Test
    void givenManyEntries_whenOneChanges_thenTheOthersAreNotWritten() throws IOException, SQLException {
        replace("library", many(0, 300, ""));
        await("many items", () -> rows("SELECT id FROM media_items WHERE source = 'mediaos'").size() == 300
                && differences().isEmpty());
        var items = rows("SELECT id, updated_at FROM media_items");
        var entries = rows("SELECT id, position, row_id, entry FROM mediaos_entries WHERE file = 'library'");

        replace("library", many(0, 300, "changed"));
        await("the change", () -> differences().isEmpty());
        var changed = rows("SELECT id, updated_at FROM media_items");
        var after = rows("SELECT id, position, row_id, entry FROM mediaos_entries WHERE file = 'library'");
        replace("library", many(1, 301, "changed"));
        await("another first and last", () -> differences().isEmpty());
        var last = rows("SELECT id, position, row_id, entry FROM mediaos_entries WHERE file = 'library'");

        assertThat(common(items, changed)).isEqualTo(299);
        assertThat(common(entries, after)).isEqualTo(299);
        assertThat(common(after, last)).isEqualTo(299);
    }

    private static int common(List<String> one, List<String> other) {
        var both = one.stream().collect(Collectors.toSet());
        both.retainAll(Set.copyOf(other));
        return both.size();
    }

    private List<String> rows(String sql) {
        try {
            return Tables.query(folder(), sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String many(int from, int to, String ofThe150th) {
        return IntStream.range(from, to).mapToObj(number -> "{\"id\": \"m" + number
                + "\", \"kind\": \"movie\", \"title\": \"Movie " + number + (number == 150 ? ofThe150th : "") + "\"}")
                .collect(Collectors.joining(", ", "{\"items\": [", "]}"));
    }
}
