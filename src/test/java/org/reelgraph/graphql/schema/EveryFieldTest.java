package org.reelgraph.graphql.schema;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.FieldDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reelgraph.artwork.pictures.SamplePictures;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Archives;
import org.reelgraph.testing.EventStreamClient;
import org.reelgraph.testing.FakeServers;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Multipart;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;
import org.reelgraph.testing.Trees;
import org.reelgraph.testing.servers.FakeQBittorrent;
import org.reelgraph.testing.servers.FakeTautulli;
import org.reelgraph.testing.servers.FakeTool;
import org.reelgraph.testing.servers.Fault;
import org.reelgraph.testing.servers.SyncClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.episode;
import static org.reelgraph.testing.Trees.season;
import static org.reelgraph.testing.Trees.with;

/** Runs every field of the contract on the demo library; a field added without data or arguments for it fails here. */
class EveryFieldTest extends ServerTest {

    /** Fields of an interface that say nothing of some of its types. */
    private static final Set<String> NEVER_ANSWERED = Set.of("Series.durationSeconds", "Book.durationSeconds",
            // As there can't be a mistake.
            "CheckDatabasePayload.userErrors", "RepairMirrorPayload.userErrors",
            // Of a server whose database follows files, which this one isn't.
            "MirrorStatus.reading", "FollowedFile.file", "FollowedFile.state", "FollowedFile.problem",
            "FollowedFile.problemSince", "FollowedFile.takenInAt", "FollowedFile.failedEntries");
    private static final Set<String> OF_ANOTHER_DATABASE = TestDatabase.isPostgresql()
            ? Set.of("DatabaseHealth.logBytes", "DatabaseHealth.pageCount", "DatabaseHealth.freePageCount")
            : Set.of("DatabaseHealth.deadRowCount");

    /** Fields that need arguments to have an answer; filled in from the demo library. */
    private final Map<String, String> arguments = new HashMap<>();
    private final Set<String> answered = new HashSet<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private TypeDefinitionRegistry contract;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.mediaos.mirror", folder().toAbsolutePath().resolve("mirror").toString(),
                "reelgraph.demo", "true", "reelgraph.limits.aliases", "400000", "reelgraph.limits.fields",
                "400000", "reelgraph.limits.nodes", "100000000", "reelgraph.limits.values", "100000000",
                "reelgraph.limits.tokens", "400000",
                "reelgraph.limits.document", "4000000", "reelgraph.limits.comparisons", "1000000");
    }

    private FakeServers servers;
    private FakeTautulli tautulli;
    private FakeQBittorrent tools;

    @BeforeAll
    void readContractAndIds() throws IOException, SQLException {
        contract = new SchemaParser().parse(Files.readString(Path.of("schema.graphqls")));
        var series = client().data(
                """
                { allSeries(first: 1) { edges { node { id cast { person { id } } seasons { id episodes { id } } } } }
                  allMovies(first: 1) { edges { node { id } } } allAlbums(first: 1) { edges { node { id } } }
                  allBooks(first: 1) { edges { node { id } } } }""");
        arguments.put("Query.series", "(id: " + series.at("/allSeries/edges/0/node/id") + ")");
        arguments.put("Query.season", "(id: " + series.at("/allSeries/edges/0/node/seasons/0/id") + ")");
        arguments.put("Query.episode", "(id: " + series.at("/allSeries/edges/0/node/seasons/0/episodes/0/id") + ")");
        arguments.put("Query.movie", "(id: " + series.at("/allMovies/edges/0/node/id") + ")");
        arguments.put("Query.album", "(id: " + series.at("/allAlbums/edges/0/node/id") + ")");
        arguments.put("Query.book", "(id: " + series.at("/allBooks/edges/0/node/id") + ")");
        arguments.put("Query.person", "(id: " + series.at("/allSeries/edges/0/node/cast/0/person/id") + ")");
        arguments.put("Query.node", arguments.get("Query.series"));
        arguments.put("Query.search", "(query: \"a\")");
        arguments.put("Query.suggest", "(prefix: \"a\")");
        arguments.put("Query.nodes", arguments.get("Query.movie").replace("id: ", "ids: [").replace(")", "])"));
        arguments.put("Query.media", "(by: {imdb: \"tt9900001\"}, source: \"demo\")");
        arguments.put("Mutation.importSeries",
                "(input: {source: \"demo\", series: [{ratingKey: \"every\", title: \"Every\"}, {title: \"\"},"
                        + " {externalIds: {imdb: \"tt9900001\"}, title: \"Changed\"}]})");
        arguments.put("Mutation.importMovies",
                "(input: {movies: [{ratingKey: \"every\", title: \"Every\"}, {title: \"\"}]})");
        for (var kind : List.of("Albums", "Books")) {
            arguments.put("Mutation.import" + kind, "(input: {" + kind.toLowerCase(Locale.ROOT)
                    + ": [{ratingKey: \"every\", title: \"Every\", externalIds: {tmdb: \"0\"}}, {title: \"\"}]})");
        }
        record(client().data("{ search(query: \"harbuor\") { SearchConnection_didYouMean: didYouMean } }"));
        synchronise(); // before the queue is paused
        verify();
        refreshArtwork();
        mirror();
        backUp();
        runImportJobs();
        restorePart();
        showPictures();
        furnishFrontPage();
        schedule();
        connect();
        connectDownloaders();
        connectIndexers();
        rateReleases();
        want();
        signIn();
        administer();
        Tables.run(folder(),
                "INSERT INTO plays SELECT id, source, 'k' || id, NULL, NULL, NULL, 'T', 'ann', 1, 1, 1, id, NULL"
                        + " FROM media_items");
        arguments.put("Subscription.jobUpdated", arguments.get("Query.importJob"));
        arguments.put("Subscription.libraryChanged", "(after: "
                + client().data("{ changesSince(first: 1) { edges { cursor } } }").at("/changesSince/edges/0/cursor")
                + ")");
        Tables.run(folder(), "INSERT INTO plays SELECT id, 'plex', 'k' || id, 's', 1, 1, 'T', 'ann', 1, 1, 1, NULL, id"
                + " FROM episodes");
    }

    // Besides what the document below asks for, payloads that hold a user error where that one holds none.
    private void administer() throws SQLException {
        var key = client().data("mutation { createApiKey(input: {name: \"all\" expiresAt: \"2100-01-01T00:00:00Z\"}) {"
                + " key apiKey { id } } }").get("createApiKey");
        record(anonymous().with(key.get("key").asText())
                .data("{ Query_viewer: viewer { Viewer_apiKey: apiKey { id } } }"));
        client().data("mutation { createApiKey(input: {name: \"ended\"}) { __typename } }");
        Tables.run(folder(), "UPDATE api_keys SET last_used_at = 1, revoked_at = 1 WHERE name = 'ended'");
        var invited = client().data("mutation { createUser(input: {email: \"every@example.org\"}) {"
                + " user { id } passwordToken { token } } }").get("createUser");
        var id = "(input: {id: " + invited.at("/user/id") + "})";
        var gone = "(input: {id: \"user_0000000000000\"}) { ";
        arguments.put("Mutation.createApiKey", "(input: {name: \"every\"})");
        arguments.put("Mutation.revokeApiKey", "(input: {id: " + key.at("/apiKey/id") + "})");
        arguments.put("Mutation.setPassword", "(input: {token: " + invited.at("/passwordToken/token")
                + " email: \"every@example.org\" password: \"nine calm harbours\"})");
        arguments.put("Mutation.createUser", "(input: {email: \"further@example.org\"})");
        for (var mutation : List.of("updateUser", "createPasswordToken", "suspendUser", "reinstateUser",
                "deleteUser")) {
            arguments.put("Mutation." + mutation, id);
            record(client().data("mutation { " + mutation + gone + mutation.substring(0, 1).toUpperCase(Locale.ROOT)
                    + mutation.substring(1) + "Payload_userErrors: userErrors { code } } }"));
        }
        var movie = client()
                .data("mutation { importMovies(input: {movies: [{title: \"To be deleted\"}]}) { movies { id } } }")
                .at("/importMovies/movies/0/id");
        arguments.put("Mutation.deleteMedia", "(input: {id: " + movie + "})");
        record(client().data("mutation { deleteMedia(input: {id: \"movie_0000000000000\"}) {"
                + " DeleteMediaPayload_userErrors: userErrors { code } } }"));
        arguments.put("Mutation.changeSetting", "(input: {name: \"REELGRAPH_RATE_MUTATIONS\" value: \"700\"})");
        var released = client()
                .data("{ allMovies(first: 1 orderBy: [{field: RELEASED_ON}]) { edges { node { releasedOn } } } }")
                .at("/allMovies/edges/0/node/releasedOn");
        arguments.put("Query.onThisDay", "(day: " + released + ")");
        arguments.put("Query.auditLog", "(first: 100)");
        arguments.put("Query.jobs", "(first: 100)");
        arguments.put("Query.users", "(filter: {status: ACTIVE})");
        arguments.put("Query.apiKeys", "(filter: {everyone: true})");
        record(client().data("""
                             mutation {
                               createApiKey(input: {name: ""}) { CreateApiKeyPayload_userErrors: userErrors { code } }
                               revokeApiKey(input: {id: "apikey_0000000000000"}) {
                                 RevokeApiKeyPayload_userErrors: userErrors { code } }
                               createUser(input: {email: ""}) { CreateUserPayload_userErrors: userErrors { code } }
                               setPassword(input: {token: "" email: "" password: ""}) {
                                 SetPasswordPayload_userErrors: userErrors { code } }
                               changeSetting(input: {name: "REELGRAPH_SECRET" value: ""}) {
                                 ChangeSettingPayload_userErrors: userErrors { code } }
                             }"""));
        client().data(
                "mutation { changeSetting(input: {name: \"REELGRAPH_RATE_QUERIES\" value: \"10000\"}) { __typename } }");
        Tables.run(folder(),
                "INSERT INTO audit_log SELECT 1, 1, 'API_KEY', user_id, id, 'login', NULL, NULL, 'REFUSED', 2,"
                        + " '[{\"action\": \"login\", \"code\": \"INVALID_CREDENTIALS\", \"count\": 2}]', '::1', 'r' FROM api_keys LIMIT 1");
        Tables.run(folder(),
                "INSERT INTO error_logs SELECT 1, 1, 'r', 'INTERNAL_ERROR', 'O', '/x', id FROM users WHERE role = 'ADMIN'");
    }

    private void signIn() {
        var login = Accounts.login(anonymous(), Accounts.ADMIN, Accounts.PASSWORD);
        var other = anonymous().with(login.get("accessToken").asText()).data("{ viewer { sessions { id current } } }");
        var id = other.at("/viewer/sessions/0/id").asText();
        var account = "email: \"%s\" password: \"%s\"".formatted(Accounts.ADMIN, Accounts.PASSWORD);
        arguments.put("Mutation.login", "(input: {" + account + "})");
        arguments.put("Mutation.refreshSession",
                "(input: {refreshToken: \"" + login.get("refreshToken").asText() + "\"})");
        arguments.put("Mutation.createFirstAdmin", "(input: {setupToken: \"none\" " + account + "})");
        arguments.put("Mutation.changePassword", "(input: {currentPassword: \"%1$s\" newPassword: \"%1$s\"})"
                .formatted(Accounts.PASSWORD));
        arguments.put("Mutation.revokeSession", "(input: {id: \"" + id + "\"})");
        record(client().data("mutation { revokeSession(input: {id: \"" + id + "\"}) {"
                + " RevokeSessionPayload_session: session { id } } }"));
        record(client().data("mutation { changePassword(input: {currentPassword: \"\" newPassword: \"\"}) {"
                + " ChangePasswordPayload_userErrors: userErrors { code } } }"));
        record(client().data("mutation { revokeSession(input: {id: \"session_0000000000000\"}) {"
                + " RevokeSessionPayload_userErrors: userErrors { code } } }"));
    }

    private void runImportJobs() throws SQLException {
        var jobs = new Jobs(client(), folder());
        jobs.file("every/series/series_index.json", "[{\"ratingKey\": 1, \"title\": \"Before\"}]");
        jobs.run("every");
        jobs.file("every/series/series_index.json", "[{\"ratingKey\": 1, \"title\": \"After\"}]");
        jobs.file("every/movies/movies.json", "[\n{\"title\": ]");
        arguments.put("Query.importJob", "(id: " + jobs.run("every").get("id") + ")");
        arguments.put("Mutation.importLibrary", "(input: {path: \"every\"})");
        jobs.file("mediaos/settings.json", "{}");
        arguments.put("Mutation.importMediaOs", "(input: {path: \"mediaos\"})");
        var item = "{\"items\": [{\"id\": \"m1\", \"kind\": \"movie\", \"title\": \"%s\"}]}";
        jobs.file("compared/library.json", item.formatted("Two Boats"));
        jobs.run(Map.of("path", "compared", "format", "MEDIAOS", "source", "mediaos"));
        jobs.file("compared/library.json", item.formatted("Three Boats"));
        arguments.put("Mutation.validateMediaOs", "(input: {path: \"compared\"})");
        jobs.run(Map.of("path", "every", "errorPolicy", "REJECT_ALL"));
        jobs.lines("editions.jsonl", Stream
                .of("SERIES", "MOVIE", "ALBUM", "BOOK").map(kind -> Trees.object("kind", kind,
                        "title", "A edition", "edition", "First", "addedAt", "2020-01-01T00:00:00Z", "year", 0,
                        "ratingKey", kind, "seasons",
                        kind.equals("SERIES")
                                ? List.of(with(season(1, episode(1, "addedAt", "2021-01-01T00:00:00Z")), "addedAt",
                                        "2021-01-01T00:00:00Z"))
                                : List.of()))
                .<Map<String, Object>>toArray(Map[]::new));
        jobs.run(Map.of("path", "editions.jsonl", "source", "editions"));
        jobs.lines("editions.jsonl", Trees.object("kind", "MOVIE", "title", "A edition", "edition", "Second"));
        jobs.run(Map.of("path", "editions.jsonl", "source", "editions", "removeMissing", true, "maxRemovals", 100));
        undoImports(jobs);
        export();
        fillQueue(jobs);
        record(client().data("""
                             mutation { importLibrary(input: {path: "nowhere"}) {
                               ImportLibraryPayload_userErrors: userErrors { code } } }"""));
        record(client().data("""
                             mutation { importMediaOs(input: {path: "nowhere"}) {
                               ImportMediaOsPayload_userErrors: userErrors { code } }
                               validateMediaOs(input: {path: "nowhere"}) {
                               ValidateMediaOsPayload_userErrors: userErrors { code } } }"""));
    }

    private void showPictures() throws SQLException {
        Tables.run(folder(), "INSERT INTO pictures VALUES ('h', 'JPEG', 2, 3, 4, 0, 't', '#000000', 1)");
        for (var shown : Map
                .of("POSTER", "media_items", "BACKDROP", "media_items", "STILL", "episodes", "THUMB", "people")
                .entrySet()) {
            Tables.run(folder(),
                    "INSERT INTO artwork SELECT id, '" + shown.getKey() + "', 'upload', 'h', 'h', 'de', 1, 0, 0,"
                            + " 1, NULL, NULL FROM " + shown.getValue());
        }
        Tables.run(folder(), "INSERT INTO artwork SELECT id, 'POSTER', 'upload', 'h', 'h', 'de', 1, 0, 0, 1, NULL, NULL"
                + " FROM seasons");
        var movie = arguments.get("Query.movie").replace("(id: ", "").replace(")", "");
        var image = client().data("{ movie(id: " + movie + ") { artwork(kind: BACKDROP) { id } } }").findValue("id");
        var input = "(input: {imageId: " + image + "})";
        for (var mutation : List.of("selectArtwork", "lockArtwork", "removeArtwork")) {
            arguments.put("Mutation." + mutation, input);
        }
        arguments.put("Mutation.uploadArtwork", "(input: {itemId: " + movie + ", kind: POSTER})");
        var upload = new Multipart().part("operations", GraphQlClient.write(Map.of("query",
                "mutation($file: Upload) { uploadArtwork(input: {itemId: " + movie + ", kind: THUMB, file: $file}) {"
                        + " UploadArtworkPayload_image: image { id } } }",
                "variables", Collections.singletonMap("file", null))))
                .part("map", "{\"f\": [\"variables.file\"]}")
                .file("f", "p.png", SamplePictures.png(2, 3, Color.RED));
        record(GraphQlClient.json(upload.post(client()).body()).get("data"));
        var gone = "(input: {imageId: \"image_00000000000000000000000000\"}) { ";
        record(client().data("mutation { selectArtwork" + gone
                + "SelectArtworkPayload_userErrors: userErrors { code } }"
                + " lockArtwork" + gone + "LockArtworkPayload_userErrors: userErrors { code } } removeArtwork" + gone
                + "RemoveArtworkPayload_userErrors: userErrors { code } } }"));
    }

    private void mirror() throws SQLException, IOException {
        Files.writeString(Files.createDirectories(folder().resolve("mirror")).resolve("users.json"), "{}");
        client().data("mutation { repairMirror(input: {}) { __typename } }");
        Tables.run(folder(), "UPDATE mediaos_mirror SET written_at = 1, owed_secrets = '[\"S\"]'");
        arguments.put("Mutation.repairMirror", "(input: {})");
        arguments.put("Mutation.checkMirror", "(input: {})");
        var job = client().data("mutation { checkMirror(input: {only: [\"library\"]}) { job { id } } }")
                .findValue("id").asText();
        new Jobs(client(), folder()).awaitEnd(job);
        var number = GlobalId.parse(job).id();
        Tables.run(folder(), "UPDATE jobs SET next_attempt_at = 1, retry_of = id, current_item = 'T', error = 'T',"
                + " started_at = 1, finished_at = 2, state = 'CANCELLED' WHERE id = " + number);
        Tables.run(folder(), "INSERT INTO job_log (id, job_id, position, at, level, message) VALUES (" + number + ", "
                + number + ", 90, 1, 'INFO', 'M')");
        record(client().data("query($id: ID!) { node(id: $id) { ... on MirrorCheckJob {"
                + """
                  MirrorCheckJob_retryOf: retryOf { id } MirrorCheckJob_error: error
                  MirrorCheckJob_nextAttemptAt: nextAttemptAt MirrorCheckJob_startedAt: startedAt
                  MirrorCheckJob_finishedAt: finishedAt MirrorCheckJob_owner: owner { label }
                  MirrorCheckJob_progress: progress { done }
                  MirrorCheckJob_log: log { edges { node { message } } } } } }""", Map.of("id", job)));
        record(client().data("""
                             mutation { checkMirror(input: {only: ["films"]}) {
                               CheckMirrorPayload_userErrors: userErrors { code } } }"""));
    }

    private void verify() throws SQLException {
        var movie = arguments.get("Query.movie").replace("(id: ", "ids: [").replace(")", "]");
        var job = client().data("mutation { verifyMedia(input: {filter: {}}) { job { id } } }").findValue("id")
                .asText();
        new Jobs(client(), folder()).awaitEnd(job);
        Tables.run(folder(),
                "UPDATE jobs SET next_attempt_at = 1, retry_of = id, total = 1, current_item = 'T', error = 'T',"
                        + " input = '{\"kind\":\"MOVIE\",\"phase\":\"ALL\",\"path\":\"P\"}' WHERE id = "
                        + GlobalId.parse(job).id());
        Tables.run(folder(),
                "INSERT INTO job_log (id, job_id, position, at, level, message) SELECT id, id, 90, 1, 'INFO',"
                        + " 'M' FROM jobs WHERE kind = 'VERIFY_MEDIA'");
        Tables.run(folder(), "UPDATE verifications SET severity = 3, file = 'F', source_key = CAST(id AS text),"
                + " issues = '[{\"kind\":\"K\",\"severity\":\"WARN\",\"message\":\"M\"}]'");
        arguments.put("Mutation.verifyMedia", "(input: {" + movie + "})");
        arguments.put("Mutation.updateVerificationSettings", "(input: {})");
        arguments.put("Query.verifyJob", "(id: \"" + job + "\")");
        var verification = client().data("{ verifications { edges { node { id } } } }").findValue("id");
        arguments.put("Query.verification", "(id: " + verification + ")");
        record(client().data("query($id: ID!) { movie" + arguments.get("Query.movie") + " { Movie_verification:"
                + " verification { Verification_id: id Verification_job: job { id } Verification_media: media { id } } }"
                + " verifyJob(id: $id) { VerifyJob_retryOf: retryOf { id } VerifyJob_owner: owner { label }"
                + " VerifyJob_progress: progress { done } VerifyJob_log: log { edges { node { message } } } } }",
                Map.of("id", job)));
        record(client().data("""
                             mutation { verifyMedia(input: {}) { VerifyMediaPayload_userErrors: userErrors { code } }
                               updateVerificationSettings(input: {minDurationSeconds: -1}) {
                                 UpdateVerificationSettingsPayload_userErrors: userErrors { code } } }"""));
    }

    private void refreshArtwork() throws SQLException {
        var movie = arguments.get("Query.movie").replace("(id: ", "ids: [").replace(")", "]");
        Tables.run(folder(), "INSERT INTO images (owner_id, position, kind, source, path)"
                + " SELECT id, 90, 'POSTER', 'T', 'nowhere.png' FROM media_items WHERE kind = 'MOVIE'");
        var job = client().data("mutation { refreshArtwork(input: {force: true, " + movie + "}) { job { id } } }")
                .findValue("id").asText();
        new Jobs(client(), folder()).awaitEnd(job);
        Tables.run(folder(), "UPDATE jobs SET next_attempt_at = 1, retry_of = id, current_item = 'T', error = 'T'"
                + " WHERE id = " + GlobalId.parse(job).id());
        Tables.run(folder(), "INSERT INTO pictures (hash, type, width, height, bytes, is_animated, created_at)"
                + " VALUES ('narrow', 'PNG', 1, 1, 1, 0, 1)");
        Tables.run(folder(),
                "INSERT INTO artwork (owner_id, kind, source, path, hash, is_uploaded, is_selected, is_locked)"
                        + " SELECT max(id), 'POSTER', 'T', 'T', 'narrow', 1, 0, 0 FROM media_items WHERE kind = 'SERIES'");
        arguments.put("Mutation.refreshArtwork", "(input: {" + movie + "})");
        arguments.put("Query.artworkJob", "(id: \"" + job + "\")");
        record(client().data("query($id: ID!) { artworkJob(id: $id) { ArtworkJob_retryOf: retryOf { id }"
                + " ArtworkJob_owner: owner { label } ArtworkJob_progress: progress { done }"
                + " ArtworkJob_log: log { edges { node { message } } } ArtworkJob_fetches: fetches { edges { node {"
                + " ArtworkFetch_media: media { id } ArtworkFetch_problem: problem ArtworkFetch_message: message } } } }"
                + " artworkReport { edges { node { ArtworkReportEntry_posterWidth: posterWidth"
                + " ArtworkReportEntry_media: media { id } ArtworkReportEntry_fetch: fetch { message } } } } }",
                Map.of("id", job)));
        record(client().data("mutation { refreshArtwork(input: {ids: []}) {"
                + " RefreshArtworkPayload_userErrors: userErrors { code } } }"));
    }

    // None is restored, which would end the session.
    private void backUp() throws SQLException {
        var file = Archives.create(client(), folder());
        arguments.put("Mutation.createBackup", "(input: {note: \"every\"})");
        arguments.put("Mutation.deleteBackup", "(input: {id: \"" + Archives.copy(folder(), file, 1) + "\"})");
        var backup = client().data("{ backups(first: 1) { edges { node { id } } } }").findValue("id").asText();
        var id = "(input: {id: \"" + backup + "\"})";
        arguments.put("Mutation.verifyBackup", id);
        arguments.put("Mutation.restoreBackup", id);
        arguments.put("Mutation.createDownloadLink", id);
        Tables.run(folder(),
                "INSERT INTO downloads SELECT 1, 4102444800000, 2, 'USER', id, 3, 4, 'a', 't', 'f', 'COMPLETED', 5"
                        + " FROM users WHERE email = '" + Accounts.ADMIN + "'");
        client().data("mutation { pauseJobs(input: {kind: \"RESTORE_BACKUP\"}) { __typename } }");
        var jobs = client().data("mutation { a: createBackup(input: {}) { job { id } } b: verifyBackup" + id
                + " { job { id } } c: restoreBackup" + id
                + " { job { id } } d: checkDatabase(input: {}) { job { id } } }").findValues("id");
        var numbers = jobs.stream().map(job -> GlobalId.parse(job.asText()).id()).toList();
        new Jobs(client(), folder()).awaitEnd(jobs.getFirst().asText());
        new Jobs(client(), folder()).awaitEnd(jobs.get(1).asText());
        new Jobs(client(), folder()).awaitEnd(jobs.getLast().asText());
        for (var number : numbers) {
            Tables.run(folder(), "UPDATE jobs SET next_attempt_at = 1, retry_of = id, total = 1, unit = 'rows',"
                    + " current_item = 'T', error = 'T', started_at = 1, finished_at = 2, state = 'CANCELLED',"
                    + " checkpoint = '" + GlobalId.parse(backup).id() + "' WHERE id = " + number);
            Tables.run(folder(), "INSERT INTO job_log (id, job_id, position, at, level, message) VALUES (" + number
                    + ", " + number + ", 90, 1, 'INFO', 'M')");
        }
        var fields = "X_backup: backup { id } X_retryOf: retryOf { id } X_error: error X_nextAttemptAt: nextAttemptAt"
                + " X_startedAt: startedAt X_finishedAt: finishedAt X_owner: owner { label }"
                + " X_progress: progress { done } X_log: log { edges { node { message } } }";
        checkDatabase(id);
        record(client().data("query($ids: [ID!]!) { nodes(ids: $ids) { ... on BackupJob { "
                + fields.replace("X_", "BackupJob_") + " } ... on BackupCheckJob { "
                + fields.replace("X_", "BackupCheckJob_") + " } ... on RestoreJob { "
                + fields.replace("X_", "RestoreJob_")
                + " RestoreJob_restorePoint: restorePoint { id } } ... on DatabaseCheckJob { "
                + fields.replace("X_", "DatabaseCheckJob_").replaceFirst("\\w+: backup \\{ id }", "") + " } } }",
                Map.of("ids", jobs.stream().map(job -> job.asText()).toList())));
        record(client().data("""
                             mutation {
                               createBackup(input: {note: "%s"}) { CreateBackupPayload_userErrors: userErrors { code } }
                               verifyBackup(input: {id: "backup_0000000000000"}) {
                                 VerifyBackupPayload_userErrors: userErrors { code } }
                               restoreBackup(input: {id: "backup_0000000000000"}) {
                                 RestoreBackupPayload_userErrors: userErrors { code } }
                               createDownloadLink(input: {id: "backup_0000000000000"}) {
                                 CreateDownloadLinkPayload_userErrors: userErrors { code } }
                               deleteBackup(input: {id: "backup_0000000000000"}) {
                                 DeleteBackupPayload_userErrors: userErrors { code } }
                             }""".formatted("n".repeat(501))));
    }

    // Each kind of database has some of its own.
    private void checkDatabase(String backup) throws SQLException {
        var proven = client().data("mutation { verifyBackup" + backup + " { job { id } } }").findValue("id").asText();
        new Jobs(client(), folder()).awaitEnd(proven);
        Tables.run(folder(), "UPDATE database_checks SET problems = '[\"P\"]'");
        arguments.put("Mutation.checkDatabase", "(input: {})");
    }

    private void restorePart() throws SQLException {
        var backup = client().data("{ backups(first: 1) { edges { node { id } } } }").findValue("id").asText();
        var part = client()
                .data("mutation($m: ID!) { restoreBackup(input: {id: \"" + backup + "\", only: $m}) { job { id }"
                        + " } }", Map.of("m", GlobalId.of("movie", 1)))
                .findValue("id").asText();
        Tables.run(folder(),
                "UPDATE jobs SET state = 'CANCELLED', finished_at = 2, checkpoint = (SELECT CAST(max(id) AS"
                        + " text) FROM jobs WHERE kind = 'IMPORT') WHERE id = " + GlobalId.parse(part).id());
        record(client().data("query($id: ID!) { job(id: $id) { ... on RestoreJob { RestoreJob_only: only"
                + " RestoreJob_importJob: importJob { id } } } }", Map.of("id", part)));
    }

    private void export() throws SQLException {
        var filter = "(input: {filter: {kind: [MOVIE]}, source: \"%s\"})";
        arguments.put("Mutation.exportLibrary", filter.formatted("demo"));
        new Jobs(client(), folder()).awaitEnd(client().data("mutation { exportLibrary" + filter.formatted("demo")
                + " { job { id } } }").at("/exportLibrary/job/id").asText());
        Tables.run(folder(), "UPDATE jobs SET retry_of = id, next_attempt_at = 1, error = 'E' WHERE kind = 'EXPORT'");
        record(client()
                .data("""
                      { jobs(filter: {kinds: ["EXPORT"]}) { edges { node { ... on ExportJob {
                          ExportJob_downloadUrl: downloadUrl ExportJob_availableUntil: availableUntil
                                 ExportJob_retryOf: retryOf { id } ExportJob_nextAttemptAt: nextAttemptAt
                                 ExportJob_startedAt: startedAt ExportJob_finishedAt: finishedAt
                                 ExportJob_error: error } } } } }"""));
        record(client().data("mutation { exportLibrary" + filter.formatted(" ")
                + " { ExportLibraryPayload_userErrors: userErrors { code } } }"));
    }

    private void undoImports(Jobs jobs) throws SQLException {
        jobs.lines("undone.jsonl",
                Trees.object("kind", "SERIES", "ratingKey", "undone", "title", "To be undone", "cast",
                        List.of(Trees.credit("Undone", "U")), "seasons", List.of(season(1, episode(1)))));
        jobs.run(Map.of("path", "undone.jsonl", "source", "undone"));
        jobs.lines("undone.jsonl",
                Trees.object("kind", "SERIES", "ratingKey", "undone", "title", "To be undone", "year", 2001, "cast",
                        List.of(Trees.credit("Undone", "U", "nm7700001")), "seasons", List.of()));
        var withheld = jobs.run(Map.of("path", "undone.jsonl", "source", "undone", "prune", true)).get("id");
        var token = client().data("{ importJob(id: " + withheld + ") { deletionsToken } }")
                .at("/importJob/deletionsToken");
        var confirmed = jobs.run(Map.of("path", "undone.jsonl", "source", "undone", "prune", true, "confirmDeletions",
                token.asText())).get("id");
        arguments.put("Mutation.undoImport", "(input: {jobId: " + withheld + "})");
        var undone = client().data("mutation { undoImport(input: {jobId: " + withheld + "}) { job { id } } }")
                .at("/undoImport/job/id");
        jobs.awaitEnd(undone.asText());
        var number = GlobalId.parse(undone.asText()).id();
        Tables.run(folder(), "UPDATE jobs SET retry_of = " + number + ", next_attempt_at = 1 WHERE id = " + number);
        record(client()
                .data("""
                      { job(id: %s) { ... on UndoJob {
                          UndoJob_undoneJob: undoneJob { id } UndoJob_undoableUntil: undoableUntil
                          UndoJob_retryOf: retryOf { id } UndoJob_nextAttemptAt: nextAttemptAt
                          UndoJob_records: records { UndoRecordConnection_totalCount: totalCount
                            UndoRecordConnection_pageInfo: pageInfo { hasNextPage }
                            UndoRecordConnection_edges: edges { UndoRecordEdge_cursor: cursor
                              UndoRecordEdge_node: node { UndoRecord_mediaKind: mediaKind UndoRecord_title: title
                                UndoRecord_outcome: outcome UndoRecord_media: media { id }
                                UndoRecord_person: person { id } UndoRecord_userErrors: userErrors { code } } } } } }
                        confirmed: importJob(id: %s) { ImportJob_confirmDeletions: confirmDeletions }
                        withheld: importJob(id: %s) { ImportJob_deletionsToken: deletionsToken
                          ImportJob_undoableUntil: undoableUntil
                          ImportJob_deletions: deletions { ImportDeletionConnection_totalCount: totalCount
                            ImportDeletionConnection_pageInfo: pageInfo { hasNextPage }
                            ImportDeletionConnection_edges: edges { ImportDeletionEdge_cursor: cursor
                              ImportDeletionEdge_node: node { ImportDeletion_type: type ImportDeletion_title: title
                                ImportDeletion_outcome: outcome } } } } }"""
                        .formatted(undone, confirmed, withheld)));
        client().data("mutation { pauseJobs(input: {}) { __typename } }");
        Tables.run(folder(), "UPDATE jobs SET state = 'INTERRUPTED', finished_at = NULL WHERE id = "
                + GlobalId.parse(withheld.asText()).id());
        var cancelled = client().data("mutation { cancelJob(input: {id: " + withheld + " undo: true}) {"
                + " CancelJobPayload_undoJob: undoJob { id } } }");
        record(cancelled);
        client().data("mutation { resumeJobs(input: {}) { __typename } }");
        jobs.awaitEnd(cancelled.at("/cancelJob/CancelJobPayload_undoJob/id").asText());
        undoFile(jobs);
        record(client().data("""
                             mutation { undoImport(input: {jobId: "importjob_0000000000000"}) {
                               UndoImportPayload_userErrors: userErrors { code } } }"""));
    }

    private void undoFile(Jobs jobs) {
        jobs.file("undone/settings.json", "{\"undone\": true}");
        var job = jobs.run(Map.of("path", "undone", "format", "MEDIAOS", "source", "mediaos")).get("id");
        var undone = client().data("mutation { undoImport(input: {jobId: " + job + "}) { job { id } } }")
                .at("/undoImport/job/id");
        jobs.awaitEnd(undone.asText());
        record(client().data("{ job(id: " + undone + ") { ... on UndoJob { records {"
                + " edges { node { UndoRecord_file: file } } } } } }"));
    }

    private void fillQueue(Jobs jobs) {
        var failed = jobs.run(Map.of("path", "every", "errorPolicy", "REJECT_ALL", "prune", true)).get("id");
        arguments.put("Query.job", "(id: " + failed + ")");
        arguments.put("Mutation.retryJob", "(input: {id: " + failed + "})");
        arguments.put("Mutation.cancelJob", "(input: {id: \"" + GlobalId.of("importjob", 2) + "\"})");
        arguments.put("Mutation.reorderJob", "(input: {id: \"" + GlobalId.of("importjob", 3) + "\"})");
        arguments.put("Mutation.pauseJobs", "(input: {group: \"library\"})");
        arguments.put("Mutation.resumeJobs", "(input: {})");
        try {
            Tables.run(folder(), "INSERT INTO job_pauses VALUES ('KIND IMPORT', 1), ('GROUP library', 1)");
            for (var id = 1; id <= 3; id++) {
                for (var statement : Jobs.insert(id, "every", "plex", id == 1 ? "INTERRUPTED" : "QUEUED", 1, 0)) {
                    Tables.run(folder(), statement);
                }
            }
            Tables.run(folder(), "UPDATE jobs SET done = 1, total = 10, unit = 'records', current_item = 'every',"
                    + " rate = 2.5, progress_at = 1000, next_attempt_at = 99000000000000, error = 'E',"
                    + " owner_kind = 'USER', owner_id = (SELECT max(owner_id) FROM jobs),"
                    + " retry_of = (SELECT max(id) FROM jobs) WHERE id = 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        record(client().data("""
                             mutation {
                               cancelJob(input: {id: "importjob_0000000000000"}) {
                                 CancelJobPayload_userErrors: userErrors { code } }
                               retryJob(input: {id: "importjob_0000000000000"}) {
                                 RetryJobPayload_userErrors: userErrors { code } }
                               reorderJob(input: {id: "importjob_0000000000000"}) {
                                 ReorderJobPayload_userErrors: userErrors { code } }
                               pauseJobs(input: {kind: "?"}) { PauseJobsPayload_userErrors: userErrors { code } }
                               resumeJobs(input: {kind: "?"}) { ResumeJobsPayload_userErrors: userErrors { code } }
                             }"""));
    }

    // With new episodes of a series, and something that was played of late.
    private void furnishFrontPage() throws SQLException {
        var yesterday = Instant.now().minus(1, ChronoUnit.DAYS);
        client().data("mutation { importSeries(input: {series: [{ratingKey: \"grown\", title: \"Grown\", addedAt:"
                + " \"2020-01-01T00:00:00Z\", seasons: [{number: 1, episodes: [{number: 1, addedAt: \"" + yesterday
                + "\"}]}]}]}) { created } }");
        Tables.run(folder(), "INSERT INTO plays SELECT -1, source, 'k', NULL, NULL, NULL, 'T', 'ann', "
                + yesterday.toEpochMilli() + ", 1, 1, id, NULL FROM media_items WHERE imdb = 'tt9900001'");
        var rows = "(input: {rows: [{kind: BECAUSE_YOU_LIKE, title: \"Like this\", size: %d}]})";
        client().data("mutation { updateHeroPolicy(input: {seed: 1}) { policy { size } } updateHomeRows"
                + rows.formatted(50) + " { rows { kind } } }");
        arguments.put("Query.heroPool", "(kind: MOVIE)");
        arguments.put("Mutation.updateHeroPolicy", "(input: {seed: 2})");
        arguments.put("Mutation.updateHomeRows", rows.formatted(50));
        record(client().data("mutation { updateHeroPolicy(input: {size: 0}) { UpdateHeroPolicyPayload_userErrors:"
                + " userErrors { code } } updateHomeRows" + rows.formatted(0)
                + " { UpdateHomeRowsPayload_userErrors: userErrors { code } } }"));
    }

    private void schedule() throws SQLException {
        var work = " work: {import: {path: \"every\"}}";
        var ids = client().data("mutation { a: createSchedule(input: {name: \"a\" cron: \"@yearly\" watch: true" + work
                + "}) { schedule { id } } b: createSchedule(input: {name: \"b\" watch: true" + work
                + "}) { schedule { id } } run: createSchedule(input: {name: \"run\" watch: true" + work
                + "}) { schedule { id } } }").findValues("id").stream().map(id -> "(input: {id: " + id + "})").toList();
        arguments.put("Query.schedule", ids.getFirst().replace("input: {", "").replace("}", ""));
        arguments.put("Query.previewSchedule", "(cron: \"@daily\")");
        arguments.put("Mutation.createSchedule", "(input: {name: \"c\" cron: \"@daily\"" + work + "})");
        arguments.put("Mutation.updateSchedule", ids.getFirst());
        arguments.put("Mutation.deleteSchedule", ids.get(1));
        arguments.put("Mutation.runScheduleNow", ids.getLast());
        Tables.run(folder(), "UPDATE schedules SET last_run = 1");
        Tables.run(folder(),
                "INSERT INTO schedule_runs SELECT 1, id, 1, 'CHANGE', 'SKIPPED', NULL, 'gone' FROM schedules"
                        + " WHERE name = 'a'");
        Tables.run(folder(), "INSERT INTO schedule_runs SELECT 2, s.id, 1, 'REQUEST', 'STARTED', j.id, NULL"
                + " FROM schedules AS s, import_jobs AS j WHERE name = 'a' LIMIT 1");
        var gone = "(input: {id: \"schedule_0000000000000\"}) { ";
        for (var mutation : List.of("UpdateSchedule", "DeleteSchedule", "RunScheduleNow")) {
            record(client().data("mutation { x: " + mutation.substring(0, 1).toLowerCase(Locale.ROOT)
                    + mutation.substring(1) + gone + mutation + "Payload_userErrors: userErrors { code } } }"));
        }
        record(client().data("mutation { createSchedule(input: {name: \"\" cron: \"@daily\"" + work
                + "}) { CreateSchedulePayload_userErrors: userErrors { code } } }"));
        record(client().data("{ previewSchedule(cron: \"\") { SchedulePreview_userErrors: userErrors { code } } }"));
    }

    private void rateReleases() {
        var qualities = " cutoff: \"1080p\" qualities: [{quality: \"1080p\"}] minSizeBytes: 8 maxSizeBytes: 9 description: \"D\"";
        var ids = client().data("mutation { a: createQualityProfile(input: {name: \"a\"" + qualities
                + "}) { qualityProfile { id } } b: createQualityProfile(input: {name: \"b\"" + qualities
                + "}) { qualityProfile { id } } }").findValuesAsText("id");
        var id = "(input: {id: \"%s\"})";
        client().data("mutation { setDefaultQualityProfile(input: {kind: MOVIE profileId: \"" + ids.getFirst()
                + "\"}) { userErrors { code } } }");
        arguments.put("Query.qualityProfile", "(id: \"" + ids.getFirst() + "\")");
        arguments.put("Query.evaluateRelease", "(profile: \"" + ids.getFirst() + "\" kind: MOVIE sizeBytes: 1 title: \""
                + "Every.2020.S01E01.Extended.German.DL.1080p.AMZN.BluRay.HDR.DDP5.1.x264.PROPER-GROUP\")");
        arguments.put("Mutation.createQualityProfile", "(input: {name: \"c\"" + qualities + "})");
        arguments.put("Mutation.updateQualityProfile", id.formatted(ids.getFirst()));
        arguments.put("Mutation.deleteQualityProfile", id.formatted(ids.getLast()));
        arguments.put("Mutation.setDefaultQualityProfile",
                "(input: {kind: MOVIE profileId: \"" + ids.getFirst() + "\"})");
        record(client()
                .data("""
                      { anime: evaluateRelease(title: "[G] Every - 01", profile: "%1$s") { ReleaseEvaluation_release: release {
                          ParsedRelease_absoluteEpisodes: absoluteEpisodes } }
                        daily: evaluateRelease(title: "Every.2020.02.03", profile: "%1$s") { ReleaseEvaluation_release: release {
                          ParsedRelease_airDate: airDate } } }"""
                        .formatted(ids.getFirst())));
        record(client()
                .data("""
                      mutation {
                        createQualityProfile(input: {name: "", cutoff: "", qualities: []}) {
                          CreateQualityProfilePayload_userErrors: userErrors { code } }
                        updateQualityProfile(input: {id: "qualityprofile_0000000000000"}) {
                          UpdateQualityProfilePayload_userErrors: userErrors { code } }
                        deleteQualityProfile(input: {id: "qualityprofile_0000000000000"}) {
                          DeleteQualityProfilePayload_userErrors: userErrors { code } }
                        setDefaultQualityProfile(input: {kind: BOOK, profileId: "qualityprofile_0000000000000"}) {
                          SetDefaultQualityProfilePayload_userErrors: userErrors { code } }
                      }"""));
    }

    private void connect() throws IOException, SQLException {
        servers = new FakeServers();
        var server = " kind: PLEX url: \"" + servers.url("") + "\" secret: \"" + FakeServers.TOKEN + "\"";
        var ids = client().data("mutation { a: createConnection(input: {name: \"a\"" + server
                + "}) { connection { id } } b: createConnection(input: {name: \"b\"" + server
                + "}) { connection { id } } c: createConnection(input: {name: \"hooked\"" + server
                + "}) { connection { id } } }").findValuesAsText("id");
        Tables.run(folder(), "INSERT INTO service_checks VALUES (1, '" + ids.getFirst() + "', "
                + System.currentTimeMillis() + ", 1, 'away')");
        var id = "(input: {id: \"%s\"%s})";
        var section = client().data("mutation { testConnection" + id.formatted(ids.getFirst(), "")
                + " { connection { librarySections { id } } } }").at("/testConnection/connection/librarySections/0/id");
        arguments.put("Query.connection", "(id: \"" + ids.getFirst() + "\")");
        arguments.put("Mutation.createConnection", "(input: {name: \"c\"" + server + "})");
        arguments.put("Mutation.updateConnection", id.formatted(ids.getFirst(), ""));
        arguments.put("Mutation.deleteConnection", id.formatted(ids.get(1), ""));
        for (var hooked : List.of(ids.getFirst(), ids.getLast())) {
            client().data("mutation { createWebhook" + id.formatted(hooked, "") + " { path } }");
        }
        arguments.put("Mutation.createWebhook", id.formatted(ids.getFirst(), ""));
        arguments.put("Mutation.deleteWebhook", id.formatted(ids.getLast(), ""));
        arguments.put("Mutation.testConnection", id.formatted(ids.getFirst(), ""));
        arguments.put("Mutation.updateLibrarySection", id.formatted(section.asText(), " enabled: true"));
        record(client().data("""
                             mutation {
                               createConnection(input: {name: "", kind: PLEX, url: "", secret: ""}) {
                                 CreateConnectionPayload_userErrors: userErrors { code } }
                               updateConnection(input: {id: "connection_0000000000000"}) {
                                 UpdateConnectionPayload_userErrors: userErrors { code } }
                               deleteConnection(input: {id: "connection_0000000000000"}) {
                                 DeleteConnectionPayload_userErrors: userErrors { code } }
                               createWebhook(input: {id: "connection_0000000000000"}) {
                                 CreateWebhookPayload_userErrors: userErrors { code } }
                               deleteWebhook(input: {id: "connection_0000000000000"}) {
                                 DeleteWebhookPayload_userErrors: userErrors { code } }
                               gone: testConnection(input: {id: "connection_0000000000000"}) {
                                 TestConnectionPayload_userErrors: userErrors { code } }
                               testConnection(input: {unsaved: {kind: PLEX, url: "http://127.0.0.1:1", secret: "s"}}) {
                                 TestConnectionPayload_problem: problem TestConnectionPayload_message: message }
                               updateLibrarySection(input: {id: "section_0000000000000", enabled: true}) {
                                 UpdateLibrarySectionPayload_userErrors: userErrors { code } }
                             }"""));
    }

    private void want() {
        var item = "{kind: MOVIE, title: \"%s\", year: 1999, searchQuery: \"q\", externalIds: {imdb: \"tt9900001\"},"
                + " lastSearch: {at: \"2020-01-01T00:00:00Z\", found: 2, grabbed: 1}}";
        var series = item.replace("MOVIE", "SERIES");
        var id = "(input: {id: " + client().data("mutation { createWantedItem(input: " + series.formatted("Wanted")
                + ") { wantedItem { id } } }").findValue("id") + "})";
        var gone = "(input: {id: " + client().data("mutation { createWantedItem(input: {kind: BOOK, title: \"Gone\"})"
                + " { wantedItem { id } } }").findValue("id") + "})";
        arguments.put("Query.wantedItem", id.replace("input: {", "").replace("})", ")"));
        arguments.put("Mutation.createWantedItem", "(input: " + item.formatted("New") + ")");
        arguments.put("Mutation.createWantedItems", "(input: {items: [{kind: BOOK, title: \"Further\"},"
                + " {kind: BOOK, title: \"\"}]})");
        arguments.put("Mutation.updateWantedItem", id);
        arguments.put("Mutation.deleteWantedItem", gone);
        var many = "{kind: BOOK, title: \"B\"} ".repeat(101);
        record(client().data("""
                             mutation {
                               createWantedItem(input: {kind: BOOK, title: ""}) {
                                 CreateWantedItemPayload_userErrors: userErrors { code } }
                               createWantedItems(input: {items: [%s]}) {
                                 CreateWantedItemsPayload_userErrors: userErrors { code } }
                               updateWantedItem(input: {id: "wanted_0000000000000"}) {
                                 UpdateWantedItemPayload_userErrors: userErrors { code } }
                               deleteWantedItem(input: {id: "wanted_0000000000000"}) {
                                 DeleteWantedItemPayload_userErrors: userErrors { code } }
                             }""".formatted(many)));
    }

    private void connectDownloaders() throws IOException, SQLException {
        tools = new FakeQBittorrent(FakeQBittorrent.Version.V5);
        tools.setBadly();
        var made = " {name: \"%s\", kind: QBITTORRENT, baseUrl: \"" + tools.url() + "\", userName: \"" + FakeTool.USER
                + "\", password: \"" + FakeTool.SECRET + "\", apiKey: \"k\", category: \"c\"}";
        var ids = client().data("mutation { a: createDownloader(input:" + made.formatted("da")
                + ") { downloader { id } } b: createDownloader(input:" + made.formatted("db")
                + ") { downloader { id } } }")
                .findValuesAsText("id");
        var first = "(input: {id: \"" + ids.getFirst() + "\"})";
        arguments.put("Query.downloader", "(id: \"" + ids.getFirst() + "\")");
        arguments.put("Mutation.createDownloader", "(input:" + made.formatted("dc") + ")");
        arguments.put("Mutation.updateDownloader", first);
        arguments.put("Mutation.deleteDownloader", "(input: {id: \"" + ids.getLast() + "\"})");
        var gone = "(input: {id: \"downloader_0000000000000\"}) { ";
        record(client().data("mutation { createDownloader(input:" + made.formatted("da")
                + ") { CreateDownloaderPayload_userErrors: userErrors { code } } updateDownloader" + gone
                + "UpdateDownloaderPayload_userErrors: userErrors { code } } deleteDownloader" + gone
                + "DeleteDownloaderPayload_userErrors: userErrors { code } } testConnection" + first
                + " { TestConnectionPayload_server: server { id } TestConnectionPayload_warnings: warnings } }"));
        Tables.run(folder(), "INSERT INTO server_health SELECT id, 1, 2, 3, 'TIMEOUT', 'late', 4102444800000"
                + " FROM downloaders");
    }

    private void connectIndexers() {
        var made = " {name: \"%s\", kind: TORZNAB, managedBy: PROWLARR, baseUrl: \"http://127.0.0.1:1\", apiKey: \"k\"}";
        var ids = client().data("mutation { a: createIndexer(input:" + made.formatted("ia")
                + ") { indexer { id } } b: createIndexer(input:" + made.formatted("ib") + ") { indexer { id } } }")
                .findValuesAsText("id");
        arguments.put("Query.indexer", "(id: \"" + ids.getFirst() + "\")");
        arguments.put("Mutation.createIndexer", "(input:" + made.formatted("ic") + ")");
        arguments.put("Mutation.updateIndexer", "(input: {id: \"" + ids.getFirst() + "\"})");
        arguments.put("Mutation.deleteIndexer", "(input: {id: \"" + ids.getLast() + "\"})");
        var gone = "(input: {id: \"indexer_0000000000000\"}) { ";
        record(client().data("mutation { createIndexer(input:" + made.formatted("")
                + ") { CreateIndexerPayload_userErrors: userErrors { code } } updateIndexer" + gone
                + "UpdateIndexerPayload_userErrors: userErrors { code } } deleteIndexer" + gone
                + "DeleteIndexerPayload_userErrors: userErrors { code } } }"));
    }

    private void readPlays(String connection) throws SQLException {
        var read = client().data("mutation { syncPlayHistory(input: {id: \"" + connection + "\"}) { job { id } } }")
                .at("/syncPlayHistory/job/id");
        new Jobs(client(), folder()).awaitEnd(read.asText());
        Tables.run(folder(),
                "UPDATE jobs SET next_attempt_at = 1, retry_of = id, total = 1, unit = 'plays', current_item = 'T',"
                        + " error = 'T' WHERE id = " + GlobalId.parse(read.asText()).id());
        record(client().data("""
                             { job(id: %s) { ... on PlayHistoryJob { PlayHistoryJob_retryOf: retryOf { id }
                               PlayHistoryJob_server: server { name } PlayHistoryJob_error: error
                               PlayHistoryJob_nextAttemptAt: nextAttemptAt
                               PlayHistoryJob_startedAt: startedAt PlayHistoryJob_finishedAt: finishedAt
                               PlayHistoryJob_owner: owner { label } PlayHistoryJob_progress: progress { done }
                               PlayHistoryJob_log: log { edges { node { message } } } } } }"""
                .formatted(read)));
        record(client().data("mutation { syncPlayHistory(input: {id: \"connection_0000000000000\"}) {"
                + " SyncPlayHistoryPayload_userErrors: userErrors { code } } }"));
    }

    // With a section that can't be read, and items that are gone.
    private void synchronise() throws IOException, SQLException {
        tautulli = new FakeTautulli();
        tautulli.fill(4, 1, 1, 1);
        var syncs = new SyncClient(client(), folder());
        var connection = syncs.connect("synced", tautulli);
        syncs.sync(connection, "FULL");
        tautulli.remove(1);
        tautulli.remove(2);
        tautulli.fail("get_metadata 3", Fault.EMPTY, Fault.EMPTY);
        tautulli.fail("get_library_media_info 2", Fault.EMPTY, Fault.EMPTY);
        var job = syncs.sync(connection, "FULL").get("id");
        arguments.put("Mutation.syncConnection", "(input: {id: \"" + connection + "\", dryRun: true})");
        arguments.put("Mutation.syncPlayHistory", "(input: {id: \"" + connection + "\"})");
        readPlays(connection);
        arguments.put("Mutation.replaySnapshot", "(input: {jobId: " + job + "})");
        var replayed = client().data("mutation { replaySnapshot(input: {jobId: " + job + "}) { job { id } } }")
                .at("/replaySnapshot/job/id");
        new Jobs(client(), folder()).awaitEnd(replayed.asText());
        var number = GlobalId.parse(job.asText()).id();
        Tables.run(folder(), "UPDATE jobs SET retry_of = " + number + ", next_attempt_at = 1 WHERE id = " + number);
        Tables.run(folder(), "UPDATE import_jobs SET confirm_deletions = 'c' WHERE id = " + number);
        record(client()
                .data("""
                      { replayed: job(id: %s) { ... on SyncJob { SyncJob_replayOf: replayOf { id } } }
                        job(id: %s) { ... on SyncJob {
                          SyncJob_server: server { LibrarySections: librarySections {
                            LibrarySection_lastSyncedAt: lastSyncedAt } }
                          SyncJob_retryOf: retryOf { id } SyncJob_undoableUntil: undoableUntil
                          SyncJob_notUndoableReason: notUndoableReason
                          SyncJob_confirmDeletions: confirmDeletions SyncJob_deletionsToken: deletionsToken
                          SyncJob_deletions: deletions { edges { node { type } } }
                          SyncJob_records: records { edges { node { file } } }
                          SyncJob_log: log { edges { node { message } } }
                          SyncJob_owner: owner { label } SyncJob_progress: progress { done }
                          SyncJob_sections: sections { SyncSection_name: name SyncSection_mediaKind: mediaKind
                            SyncSection_state: state SyncSection_listed: listed SyncSection_read: read
                            SyncSection_unchanged: unchanged SyncSection_problem: problem }
                          SyncJob_items: items { SyncItemConnection_totalCount: totalCount
                            SyncItemConnection_pageInfo: pageInfo { hasNextPage }
                            SyncItemConnection_edges: edges { SyncItemEdge_cursor: cursor SyncItemEdge_node: node {
                              SyncItem_ratingKey: ratingKey SyncItem_title: title SyncItem_outcome: outcome
                              SyncItem_problem: problem } } } } } }""".formatted(replayed, job)));
        record(client().data("""
                             mutation { syncConnection(input: {id: "connection_0000000000000"}) {
                                 SyncConnectionPayload_userErrors: userErrors { code } }
                               replaySnapshot(input: {jobId: "syncjob_0000000000000"}) {
                                 ReplaySnapshotPayload_userErrors: userErrors { code } } }"""));
    }

    @AfterAll
    void stopServers() throws IOException {
        servers.close();
        tautulli.close();
        tools.close();
    }

    @Test
    void givenTheDemoLibrary_whenEveryFieldIsAsked_thenEachAnswersWithoutError() {
        for (var root : List.of("Query", "Subscription", "Mutation")) {
            for (var field : typed(root).getFieldDefinitions()) {
                var document = root.toLowerCase() + " { "
                        + selection(root, field,
                                List.of("job", "importJob", "schedule").contains(field.getName()) ? 5 : 4)
                        + " }";
                record(switch (root) {
                    case "Query" -> client().data(document);
                    case "Mutation" -> Accounts.admin(server.getURI()).data(document); // some end the session
                    default -> firstEvent(document);
                });
            }
        }

        var all = contract.getTypes(ObjectTypeDefinition.class).stream()
                .flatMap(type -> type.getFieldDefinitions().stream()
                        .map(field -> type.getName() + "." + field.getName()))
                .collect(Collectors.toSet());
        assertThat(asked).containsExactlyInAnyOrderElementsOf(all);
        all.removeAll(answered);
        all.removeAll(NEVER_ANSWERED);
        all.removeAll(OF_ANOTHER_DATABASE);
        assertThat(all).as("fields for which the demo library has no value").isEmpty();
    }

    private JsonNode firstEvent(String document) {
        try (var stream = EventStreamClient.open(client(), document, Map.of())) {
            var event = stream.next();
            assertThat(event.path("errors")).as(document).isEmpty();
            return event.get("data");
        }
    }

    private ObjectTypeDefinition typed(String name) {
        return contract.getTypeOrNull(name, ObjectTypeDefinition.class);
    }

    // Every field is asked under its full name, so that the answer tells which of them have values.
    private String selection(String type, FieldDefinition field, int depth) {
        var name = type + "." + field.getName();
        asked.add(name);
        // Of a job of a job, its own values are enough; all that each kind has would make the document endless.
        var further = nameOf(field.getType()).equals("Job") && type.endsWith("Job") ? 0 : depth - 1;
        return type + "_" + field.getName() + ": " + field.getName() + arguments.getOrDefault(name, "")
                + selections(nameOf(field.getType()), further);
    }

    private String selections(String type, int depth) {
        if (isInterface(type)) {
            return contract.getTypes(ObjectTypeDefinition.class).stream()
                    .filter(object -> object.getImplements().stream().anyMatch(each -> nameOf(each).equals(type)))
                    .map(object -> "... on " + object.getName() + selections(object.getName(), depth))
                    .collect(Collectors.joining(" ", " { ", " }"));
        }
        if (contract.getTypeOrNull(type, UnionTypeDefinition.class) != null) {
            return contract.getTypeOrNull(type, UnionTypeDefinition.class).getMemberTypes().stream()
                    .map(member -> "... on " + nameOf(member) + selections(nameOf(member), depth))
                    .collect(Collectors.joining(" ", " { ", " }"));
        }
        if (typed(type) == null) {
            return "";
        }
        return typed(type).getFieldDefinitions().stream()
                .filter(field -> depth > 0 || isLeaf(nameOf(field.getType())))
                .map(field -> selection(type, field, depth)).collect(Collectors.joining(" ", " { __typename ", " }"));
    }

    private boolean isInterface(String type) {
        return contract.getTypeOrNull(type, InterfaceTypeDefinition.class) != null;
    }

    private boolean isLeaf(String type) {
        return typed(type) == null && !isInterface(type)
                && contract.getTypeOrNull(type, UnionTypeDefinition.class) == null;
    }

    private void record(JsonNode object) {
        object.properties().forEach(field -> {
            var value = field.getValue();
            if (!value.isNull() && !(value.isArray() && value.isEmpty())) {
                answered.add(field.getKey().replace('_', '.'));
            }
            for (var item : value.isArray() ? value : List.of(value)) {
                record(item);
            }
        });
    }

    private static String nameOf(Type<?> type) {
        return switch (type) {
            case NonNullType required -> nameOf(required.getType());
            case ListType list -> nameOf(list.getType());
            case TypeName named -> named.getName();
            default -> throw new IllegalArgumentException(type.toString());
        };
    }
}
