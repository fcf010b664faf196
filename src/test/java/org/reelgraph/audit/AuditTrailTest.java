package org.reelgraph.audit;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.SchemaParser;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Archives;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.StatementCounter;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

class AuditTrailTest extends ServerTest {

    private static final String ENTRIES = """
                                          query($filter: AuditFilter) { auditLog(first: 100, filter: $filter) { totalCount
                                            edges { node { id at actor user { email } userId apiKey { name } action target label
                                              outcome count refusals { action code count } address firstRequestId } } } }""";

    @Inject
    TestClock clock;
    @Inject
    StatementCounter counter;

    private int users;
    private Optional<String> backup = Optional.empty();

    @Override
    protected Map<String, String> settings() {
        // The servers to sync with don't answer, and the pauses until the next attempt would keep all jobs waiting.
        return Map.of("reelgraph.trusted-proxies", "127.0.0.1", "reelgraph.audit.retention", "10d",
                "reelgraph.sign-in.access-time", "90d", "reelgraph.sync.attempts", "1");
    }

    private List<JsonNode> entries(Map<String, Object> filter) {
        var edges = client().data(ENTRIES, Map.of("filter", filter)).at("/auditLog/edges");
        return StreamSupport.stream(edges.spliterator(), false).map(edge -> edge.get("node")).toList();
    }

    // What mutations note; a job's end is noted by the system, and what was refused by the clock, whenever that is.
    private List<String> done() throws SQLException {
        return Tables.query(folder(), "SELECT action, outcome, count FROM audit_log"
                + " WHERE actor <> 'SYSTEM' AND outcome <> 'REFUSED' ORDER BY id");
    }

    private String newUser() {
        return Accounts.newUser(client(), "u" + users++ + "@audit.example.org", Role.USER);
    }

    private String address() {
        return "u" + (users - 1) + "@audit.example.org";
    }

    private GraphQlClient newSession() {
        newUser();
        return Accounts.signedIn(server.getURI(), address(), Accounts.PASSWORD);
    }

    // A mutation that succeeds, by who sends it; made when it is needed, as the next one may undo what it needs.
    private Map<String, Supplier<GraphQlClient>> whoSends(Map<String, String> documents) {
        var senders = new TreeMap<String, Supplier<GraphQlClient>>();
        documents.keySet().forEach(name -> senders.put(name, this::client));
        for (var own : List.of("logout", "logoutEverywhere", "changePassword")) {
            senders.put(own, this::newSession);
        }
        for (var open : List.of("login", "refreshSession", "setPassword")) {
            senders.put(open, this::anonymous);
        }
        return senders;
    }

    // One that has failed, and two that wait for a long time.
    private void putJobs(Map<String, String> documents) {
        var first = 1_000 + 10 * users;
        try {
            for (var id = first; id < first + 3; id++) {
                for (var statement : Jobs.insert(id, "a.jsonl", "plex", "QUEUED", 0, 0)) {
                    Tables.run(folder(), statement);
                }
                Tables.run(folder(), "UPDATE jobs SET next_attempt_at = 99000000000000 WHERE id = " + id);
            }
            Tables.run(folder(), "UPDATE jobs SET state = 'FAILED', finished_at = 4102444800000 WHERE id = " + first);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var input = "(input: {id: \"%s\"}) { userErrors { code } }";
        documents.put("retryJob", input.formatted(GlobalId.of("importjob", first)));
        documents.put("cancelJob", input.formatted(GlobalId.of("importjob", first + 1)));
        documents.put("reorderJob", input.formatted(GlobalId.of("importjob", first + 2)));
        documents.put("pauseJobs", "(input: {group: \"library\"}) { userErrors { code } }");
        documents.put("resumeJobs", "(input: {group: \"library\"}) { userErrors { code } }");
    }

    private Map<String, String> documents() {
        var user = "(input: {id: \"" + newUser() + "\"}) { userErrors { code } }";
        var refresh = Accounts.login(anonymous(), address(), Accounts.PASSWORD).get("refreshToken").asText();
        var invitee = "invited" + users + "@audit.example.org";
        var invited = client().data("mutation { createUser(input: {email: \"" + invitee
                + "\"}) { passwordToken { token } } }").at("/createUser/passwordToken/token").asText();
        var session = Accounts.admin(server.getURI()).data("{ viewer { sessions { id current } } }")
                .at("/viewer/sessions/0/id").asText();
        var key = client().data("mutation { createApiKey(input: {name: \"k\"}) { apiKey { id } } }")
                .at("/createApiKey/apiKey/id").asText();
        var jobs = new Jobs(client(), folder());
        jobs.file("a.jsonl", "{\"kind\": \"MOVIE\", \"title\": \"T\"}");
        var documents = new TreeMap<String, String>();
        documents.put("login", "(input: {email: \"%s\" password: \"%s\"}) { userErrors { code } }".formatted(
                Accounts.ADMIN, Accounts.PASSWORD));
        documents.put("refreshSession", "(input: {refreshToken: \"" + refresh + "\"}) { userErrors { code } }");
        documents.put("logout", "{ ended }");
        documents.put("logoutEverywhere", "{ ended }");
        documents.put("changePassword",
                "(input: {currentPassword: \"%s\" newPassword: \"ten silent owls\"}) { userErrors { code } }"
                        .formatted(Accounts.PASSWORD));
        documents.put("revokeSession", "(input: {id: \"" + session + "\"}) { userErrors { code } }");
        documents.put("setPassword", "(input: {token: \"" + invited
                + "\" email: \"" + invitee + "\" password: \"ten silent owls\"}) { userErrors { code } }");
        documents.put("createApiKey", "(input: {name: \"further\"}) { userErrors { code } }");
        documents.put("revokeApiKey", "(input: {id: \"" + key + "\"}) { userErrors { code } }");
        documents.put("createUser",
                "(input: {email: \"made" + users + "@audit.example.org\"}) { userErrors { code } }");
        for (var mutation : List.of("updateUser", "createPasswordToken", "suspendUser", "reinstateUser",
                "deleteUser")) {
            documents.put(mutation, user);
        }
        documents.put("changeSetting",
                "(input: {name: \"REELGRAPH_LIMITS_DEPTH\" value: \"20\"}) { userErrors { code } }");
        var movie = client()
                .data("mutation { importMovies(input: {movies: [{ratingKey: \"gone" + users
                        + "\", title: \"G\"}]}) { movies { id } } }")
                .at("/importMovies/movies/0/id").asText();
        documents.put("deleteMedia", "(input: {id: \"" + movie + "\"}) { userErrors { code } }");
        documents.put("importSeries", "(input: {series: [{title: \"S\"}]}) { userErrors { code } }");
        documents.put("importMovies", "(input: {movies: [{title: \"M\"}]}) { userErrors { code } }");
        documents.put("importAlbums", "(input: {albums: [{title: \"A\"}]}) { userErrors { code } }");
        documents.put("importBooks", "(input: {books: [{title: \"B\"}]}) { userErrors { code } }");
        var films = "films" + users + ".jsonl";
        jobs.file(films, "{\"kind\": \"MOVIE\", \"title\": \"Film " + users + "\"}");
        documents.put("undoImport",
                "(input: {jobId: \"" + jobs.run(films).at("/id").asText() + "\"}) { userErrors { code } }");
        documents.put("updateHeroPolicy", "(input: {size: 9}) { userErrors { code } }");
        documents.put("updateHomeRows", "(input: {rows: [{kind: TOP_RATED}]}) { userErrors { code } }");
        documents.put("exportLibrary", "(input: {filter: {year: {equals: 1900}}}) { userErrors { code } }");
        documents.put("createSchedule", createSchedule("New " + users));
        for (var mutation : List.of("updateSchedule", "deleteSchedule", "runScheduleNow")) {
            documents.put(mutation, "(input: {id: \"" + client()
                    .data("mutation { createSchedule" + createSchedule(mutation + users) + " }")
                    .at("/createSchedule/schedule/id").asText() + "\"}) { userErrors { code } }");
        }
        putJobs(documents);
        putConnections(documents);
        putQualityProfiles(documents);
        putReleaseServers(documents);
        putBackups(documents);
        putWanted(documents);
        putArtwork(documents);
        documents.put("importLibrary", "(input: {path: \"a.jsonl\"}) { userErrors { code } }");
        jobs.file("mediaos/settings.json", "{}");
        documents.put("importMediaOs", "(input: {path: \"mediaos\"}) { userErrors { code } }");
        documents.put("validateMediaOs", "(input: {path: \"mediaos\"}) { userErrors { code } }");
        return documents;
    }

    private void putArtwork(Map<String, String> documents) {
        var images = client()
                .data("""
                      mutation { importMovies(input: {movies: [{title: "Shown %d", images: [
                        {kind: POSTER, source: "s", path: "/1"}, {kind: POSTER, source: "s", path: "/2"}]}]}) {
                        movies { images { id } } } }""".formatted(users)).findValuesAsText("id");
        var input = "(input: {imageId: \"%s\"}) { userErrors { code } }";
        documents.put("selectArtwork", input.formatted(images.getFirst()));
        documents.put("lockArtwork", input.formatted(images.getFirst()));
        client().data("mutation { lockArtwork" + input.formatted(images.getLast()) + " }");
        documents.put("removeArtwork", input.formatted(images.getLast()));
    }

    private void putWanted(Map<String, String> documents) {
        var item = "{kind: BOOK title: \"%s " + users + "\"}";
        documents.put("createWantedItem", "(input: " + item.formatted("New") + ") { userErrors { code } }");
        documents.put("createWantedItems", "(input: {items: [" + item.formatted("One") + "]})"
                + " { results { userErrors { code } } }");
        for (var mutation : List.of("updateWantedItem", "deleteWantedItem")) {
            documents.put(mutation, "(input: {id: " + client().data("mutation { createWantedItem(input: "
                    + item.formatted(mutation) + ") { wantedItem { id } } }").findValue("id")
                    + "}) { userErrors { code } }");
        }
    }

    private void putQualityProfiles(Map<String, String> documents) {
        documents.put("createQualityProfile", createQualityProfile("New " + users));
        for (var mutation : List.of("updateQualityProfile", "deleteQualityProfile", "setDefaultQualityProfile")) {
            var id = client().data("mutation { createQualityProfile" + createQualityProfile(mutation + users) + " }")
                    .at("/createQualityProfile/qualityProfile/id").asText();
            documents.put(mutation, "(input: {" + (mutation.startsWith("set") ? "kind: MOVIE, profileId" : "id")
                    + ": \"" + id + "\"}) { userErrors { code } }");
        }
    }

    private static String createQualityProfile(String name) {
        return "(input: {name: \"" + name + "\", cutoff: \"1080p\", qualities: [{quality: \"1080p\"}]})"
                + " { qualityProfile { id } userErrors { code } }";
    }

    private void putConnections(Map<String, String> documents) {
        documents.put("createConnection", createConnection("New " + users));
        for (var mutation : List.of("updateConnection", "deleteConnection", "testConnection", "createWebhook",
                "deleteWebhook")) {
            documents.put(mutation, "(input: {id: \"" + client()
                    .data("mutation { createConnection" + createConnection(mutation + users) + " }")
                    .at("/createConnection/connection/id").asText() + "\"}) { userErrors { code } }");
        }
        var section = 2_000 + users;
        try {
            Tables.run(folder(), "INSERT INTO webhooks SELECT id, name, 1 FROM connections WHERE name = 'deleteWebhook"
                    + users + "'");
            Tables.run(folder(),
                    "INSERT INTO library_sections SELECT " + section + ", id, '1', 'Shows', 'show', 'SERIES',"
                            + " 1, 1, NULL FROM connections WHERE name = 'updateConnection" + users + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        putSyncs(documents);
        documents.put("updateLibrarySection", "(input: {id: \"" + GlobalId.of("section", section)
                + "\" enabled: false}) { userErrors { code } }");
    }

    private void putReleaseServers(Map<String, String> documents) {
        for (var type : Map.of("Downloader", "NZBGET", "Indexer", "TORZNAB").entrySet()) {
            var field = type.getKey().toLowerCase(Locale.ROOT);
            var create = "(input: {name: \"%s\", kind: " + type.getValue() + ", enabled: false}) { " + field
                    + " { id } userErrors { code } }";
            documents.put("create" + type.getKey(), create.formatted("New " + users));
            for (var action : List.of("update", "delete")) {
                documents.put(action + type.getKey(), "(input: {id: \"" + client().data("mutation { create"
                        + type.getKey() + create.formatted(action + users) + " }").findValue("id").asText()
                        + "\"}) { userErrors { code } }");
            }
        }
    }

    // None is restored, which would end the sessions.
    private void putBackups(Map<String, String> documents) {
        if (backup.isEmpty()) {
            client().data("mutation { pauseJobs(input: {kind: \"RESTORE_BACKUP\"}) { __typename } }");
            backup = Optional.of(Archives.create(client(), folder()));
        }
        var input = "(input: {id: \"%s\"}) { userErrors { code } }";
        documents.put("createBackup", "(input: {}) { userErrors { code } }");
        documents.put("checkDatabase", "(input: {}) { userErrors { code } }");
        documents.put("checkMirror", "(input: {}) { userErrors { code } }");
        documents.put("repairMirror", "(input: {}) { userErrors { code } }");
        documents.put("refreshArtwork", "(input: {}) { userErrors { code } }");
        documents.put("verifyMedia", "(input: {filter: {}}) { userErrors { code } }");
        documents.put("updateVerificationSettings", "(input: {}) { userErrors { code } }");
        documents.put("deleteBackup", input.formatted(Archives.copy(folder(), backup.get(), 2 * users)));
        var kept = Archives.copy(folder(), backup.get(), 2 * users + 1);
        documents.put("verifyBackup", input.formatted(kept));
        documents.put("restoreBackup", input.formatted(kept));
        documents.put("createDownloadLink", input.formatted(kept));
    }

    // Nothing answers there either.
    private void putSyncs(Map<String, String> documents) {
        var connection = client().data("mutation { createConnection" + createConnection("synced" + users)
                .replace("PLEX", "TAUTULLI") + " }").at("/createConnection/connection/id").asText();
        documents.put("syncConnection", "(input: {id: \"" + connection + "\"}) { userErrors { code } }");
        documents.put("syncPlayHistory", "(input: {id: \"" + connection + "\"}) { userErrors { code } }");
        var job = 5_000 + users;
        try {
            for (var statement : Jobs.insert(job, "synced", "plex", "QUEUED", 0, 0)) {
                Tables.run(folder(), statement.replace("'IMPORT', 'QUEUED'", "'SYNC', 'QUEUED'"));
            }
            Tables.run(folder(), "UPDATE jobs SET state = 'FAILED', finished_at = 4102444800000 WHERE id = " + job);
            Tables.run(folder(), "INSERT INTO sync_jobs SELECT " + job + ", id, name, 'FULL', NULL, 1, 1, 2"
                    + " FROM connections WHERE name = 'synced" + users + "'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        documents.put("replaySnapshot", "(input: {jobId: \"" + GlobalId.of("syncjob", job)
                + "\"}) { userErrors { code } }");
    }

    // Nothing answers there.
    private static String createConnection(String name) {
        return "(input: {name: \"%s\", kind: PLEX, url: \"http://127.0.0.1:1\", secret: \"s\"})".formatted(name)
                + " { connection { id } userErrors { code } }";
    }

    private static String createSchedule(String name) {
        return "(input: {name: \"%1$s\", cron: \"0 4 1 1 *\", work: {import: {path: \"a.jsonl\", source: \"%1$s\"}}})"
                .formatted(name) + " { schedule { id } userErrors { code } }";
    }

    // In an order in which each still finds what it needs.
    private static List<String> inOrder(Collection<String> mutations) {
        var last = List.of("createPasswordToken", "updateUser", "suspendUser", "reinstateUser", "deleteUser");
        return Stream.concat(mutations.stream().filter(each -> !last.contains(each)), last.stream()).toList();
    }

    @Test
    void givenEveryMutation_whenItSucceeds_thenItLeavesOneEntryOfItsName() throws Exception {
        var contract = new SchemaParser().parse(Files.readString(Path.of("schema.graphqls")));
        var mutations = contract.getTypeOrNull("Mutation", ObjectTypeDefinition.class).getFieldDefinitions().stream()
                .map(FieldDefinition::getName)
                // The one has done its work already, and the other needs a file: see UploadedArtworkTest.
                .filter(name -> !List.of("createFirstAdmin", "uploadArtwork").contains(name)).toList();
        var documents = documents();
        assertThat(documents.keySet()).containsExactlyInAnyOrderElementsOf(mutations);
        var senders = whoSends(documents);

        for (var mutation : inOrder(mutations)) {
            var client = senders.get(mutation).get();
            var before = done().size();
            var answer = client.data("mutation { " + mutation + documents.get(mutation) + " }");

            assertThat(answer.findValues("code")).as(mutation).isEmpty();
            assertThat(done().stream().skip(before)).as(mutation).containsExactly("|" + mutation + "|SUCCESS|1");
        }
    }

    @Test
    void givenAnAuditTrailThatCanNotBeWritten_whenMutationsAreSent_thenNothingIsChanged() throws Exception {
        var documents = documents();
        var senders = whoSends(documents);
        var mutations = inOrder(documents.keySet());
        var clients = mutations.stream().map(name -> senders.get(name).get()).toList();
        pauseJobs();
        client().data("{ search(query: \"t\") { totalCount } }"); // what is put off is indexed before a search
        Tables.refuseRows(folder(), "audit_log");
        try {
            var tables = Tables.names(folder());
            var before = contents(tables);
            for (var i = 0; i < mutations.size(); i++) {
                var answer = clients.get(i)
                        .answer("mutation { " + mutations.get(i) + documents.get(mutations.get(i)) + " }");

                assertThat(answer.at("/errors/0/extensions/code").asText()).as(mutations.get(i))
                        .isEqualTo("INTERNAL_ERROR");
                // PostgreSQL has no order of its own: a row that is rewritten, even with what it held, moves.
                assertThat(contents(tables)).as(mutations.get(i)).isEqualTo(before);
            }
        } finally {
            Tables.takeRows(folder(), "audit_log");
            resumeJobs();
        }
    }

    @Test
    void givenASessionThatEndsInTheSameRequest_whenMutationsFollow_thenNoneIsDone() throws Exception {
        var documents = documents();
        var needNoSession = List.of("login", "refreshSession", "setPassword");
        for (var mutation : inOrder(documents.keySet())) {
            if (needNoSession.contains(mutation) || mutation.equals("logout")) {
                continue;
            }
            var answer = Accounts.admin(server.getURI())
                    .answer("mutation { first: suspendUser(input: {id: \"user_0000000000000\"})"
                            + " { userErrors { code } } end: logout { ended } then: " + mutation
                            + documents.get(mutation) + " }");

            assertThat(answer.at("/errors/0/extensions/code").asText()).as(mutation).isEqualTo("UNAUTHENTICATED");
            assertThat(done().getLast()).as(mutation).isEqualTo("|logout|SUCCESS|1");
        }
    }

    /** What a mutation takes besides a session. */
    private Map<String, Role> deeds() {
        new Jobs(client(), folder()).file("a.jsonl", "{\"kind\": \"MOVIE\", \"title\": \"T\"}");
        return Map.of("createApiKey(input: {name: \"k\"})", Role.USER,
                "createApiKey(input: {name: \"k\" role: MODERATOR})",
                Role.MODERATOR, "createApiKey(input: {name: \"k\" role: ADMIN})", Role.ADMIN,
                "importMovies(input: {movies: [{title: \"X\"}]})", Role.MODERATOR,
                "importLibrary(input: {path: \"a.jsonl\"})",
                Role.MODERATOR, "changeSetting(input: {name: \"REELGRAPH_LIMITS_DEPTH\" value: \"19\"})", Role.ADMIN,
                "createUser(input: {email: \"deed" + users++ + "@audit.example.org\"})", Role.ADMIN,
                "revokeApiKey(input: {id: \""
                        + client().data("mutation { createApiKey(input: {name: \"k\"}) { apiKey { id } } }")
                                .at("/createApiKey/apiKey/id").asText()
                        + "\"})",
                Role.ADMIN, "logoutEverywhere", Role.USER);
    }

    @ParameterizedTest
    @CsvSource({"updateUser, role: MODERATOR, MODERATOR", "updateUser, role: USER, USER", "suspendUser, '', ",
            "deleteUser, '', "})
    void givenAnAdminWhoTakesTheirOwnRightsAway_whenTheRequestGoesOn_thenWhatTakesThemIsNotDone(String mutation,
            String further, @Nullable Role left) {
        for (var deed : deeds().entrySet()) {
            var email = "self" + users++ + "@audit.example.org";
            var id = Accounts.newUser(client(), email, Role.ADMIN);
            var answer = Accounts.signedIn(server.getURI(), email, Accounts.PASSWORD)
                    .answer("mutation { first: " + mutation
                            + "(input: {id: \"" + id + "\" " + further + "}) { userErrors { code } } then: "
                            + deed.getKey()
                            + " { __typename } }");

            var expected = left == null ? "UNAUTHENTICATED" : left.covers(deed.getValue()) ? "-" : "FORBIDDEN";
            assertThat(answer.at("/errors/0/extensions/code").asText("-")).as(deed.getKey()).isEqualTo(expected);
        }
    }

    private List<String> contents(List<String> tables) throws SQLException {
        var queries = new ArrayList<String>();
        for (var table : tables) {
            // When credentials were used, what failed, who looks for work and how services are is written by itself.
            if (!List.of("|error_logs", "|sessions", "|api_keys", "|scheduled_tasks", "|service_checks")
                    .contains(table)) {
                queries.add("SELECT '" + table + "', * FROM \"" + table.substring(1) + "\"");
            }
        }
        queries.add("SELECT id, revoked_at, generation FROM sessions");
        queries.add("SELECT id, revoked_at FROM api_keys");
        return Tables.query(folder(), queries).stream().sorted().toList();
    }

    @Test
    void givenAMutation_whenItIsDone_thenTheEntrySaysWhoWhatAndFromWhere() {
        var key = anonymous().with(Accounts.newKey(client(), Role.ADMIN));
        var response = key.post(GraphQlClient.write(Map.of("query",
                "mutation { createUser(input: {email: \"told@audit.example.org\"}) { user { id } } }")),
                "x-forwarded-for", "203.0.113.9", "accept", "application/json");
        var id = GraphQlClient.json(response.body()).at("/data/createUser/user/id").asText();

        var entry = entries(Map.of("target", id)).getFirst();

        assertThat(entry.get("actor").asText()).isEqualTo("API_KEY");
        assertThat(entry.at("/user/email").asText()).isEqualTo(Accounts.ADMIN);
        assertThat(entry.at("/apiKey/name").asText()).isEqualTo("test");
        assertThat(entry.get("action").asText()).isEqualTo("createUser");
        assertThat(entry.get("label").asText()).isEqualTo("told@audit.example.org");
        assertThat(entry.get("address").asText()).isEqualTo("203.0.113.9");
        assertThat(entry.get("firstRequestId").asText()).isEqualTo(response.headers().firstValue("x-request-id").get());
        assertThat(entries(Map.of("requestId", entry.get("firstRequestId").asText()))).hasSize(1);
    }

    @Test
    void givenEntries_whenFiltered_thenThoseAreLeftThatAllOfItHoldsFor() {
        var id = newUser();
        client().data("mutation { suspendUser(input: {id: \"" + id + "\"}) { __typename } }");
        var about = entries(Map.of("target", id));
        assertThat(about).extracting(entry -> entry.get("action").asText()).containsExactly("suspendUser",
                "createUser");
        var at = about.getFirst().get("at").asText();
        var admin = about.getFirst().get("userId").asText();

        for (var fitting : List.<Map<String, Object>>of(Map.of("action", "suspendUser"), Map.of("from", at, "to", at),
                Map.of("user", admin, "actor", "USER"), Map.of("outcome", "SUCCESS", "address", "127.0.0.1"))) {
            assertThat(entries(with(fitting, "target", id))).as(fitting.toString())
                    .extracting(entry -> entry.get("action").asText()).contains("suspendUser");
        }
        var six = "2001:db8::1:0:0:7";
        client().post(
                GraphQlClient.write(Map.of("query",
                        "mutation { createUser(input: {email: \"six@audit.example.org\"}) { user { id } } }")),
                "x-forwarded-for", six);
        assertThat(entries(Map.of("address", six))).isNotEmpty()
                .isEqualTo(entries(Map.of("address", "2001:DB8:0:0:1::7")));
        for (var other : List.<Map<String, Object>>of(Map.of("action", "deleteUser"), Map.of("actor", "SYSTEM"),
                Map.of("to", Instant.parse(about.getLast().get("at").asText()).minusMillis(1).toString()),
                Map.of("user", id), Map.of("outcome", "REFUSED"),
                Map.of("from", "2100-01-01T00:00:00Z"), Map.of("address", "::1"),
                Map.of("apiKey", "apikey_0000000000000"))) {
            assertThat(entries(with(other, "target", id))).as(other.toString()).isEmpty();
        }
        assertThat(client().answer(ENTRIES, Map.of("filter", Map.of("from", "yesterday"))).at("/errors/0/message")
                .asText())
                .contains("from", "yesterday");
        assertThat(client().answer(ENTRIES, Map.of("filter", Map.of("user", "season_0000000000000")))
                .at("/errors/0/message").asText())
                .contains("User");
    }

    private static Map<String, Object> with(Map<String, Object> filter, String name, String value) {
        var all = new HashMap<>(filter);
        all.put(name, value);
        return all;
    }

    // Those that another test started would note their ends, write their tables and ask the database.
    private void pauseJobs() {
        client().data("mutation { pauseJobs(input: {}) { userErrors { code } } }");
        while (client().data("{ jobs(filter: {states: [RUNNING, CANCELLING]}) { totalCount } }")
                .at("/jobs/totalCount").asInt() > 0) {
            Pause.briefly();
        }
    }

    private void resumeJobs() {
        client().data("mutation { resumeJobs(input: {}) { userErrors { code } } }");
    }

    // The least of some times, since who looks for work asks the database, too. No text twice, so that no answer is kept.
    private int statementsOf(int entries) {
        return IntStream.range(0, 5).map(time -> {
            counter.reset();
            client().data("{ time%d: auditLog(first: %d) { edges { node { action user { email } apiKey { name } } } } }"
                    .formatted(time, entries));
            return counter.statements().size();
        }).min().orElseThrow();
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void givenManyEntries_whenPaged_thenEachComesOnceAndStatementsStayAsFew() {
        pauseJobs();
        var ids = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            newUser();
        }
        var total = 0;
        var after = "";
        do {
            var page = client()
                    .data("{ auditLog(first: 3" + after
                            + ") { totalCount edges { node { id } } pageInfo { endCursor hasNextPage } } }")
                    .get("auditLog");
            // Of the first page: what is noted meanwhile is newer than all of them, unless it was only collected before.
            total = ids.isEmpty() ? page.get("totalCount").asInt() : total;
            ids.addAll(page.findValuesAsText("id"));
            after = page.at("/pageInfo/hasNextPage").asBoolean() ? " after: " + page.at("/pageInfo/endCursor") : "";
        } while (!after.isEmpty());
        var one = statementsOf(1);
        var hundred = statementsOf(100);
        resumeJobs();

        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(total);
        assertThat(hundred).isBetween(one, 3);
    }

    @Test
    void givenAClockThatIsSetBack_whenSomethingIsDone_thenItIsStillTheNewest() {
        pauseJobs();
        newUser();
        clock.jump(Duration.ofDays(-20_000));
        try {
            var newest = Accounts.admin(server.getURI())
                    .data("{ auditLog(first: 2) { edges { node { action at } } } }");

            assertThat(newest.findValuesAsText("action")).containsExactly("login", "createUser");
            assertThat(newest.findValuesAsText("at")).isSorted();
        } finally {
            clock.jump(Duration.ofDays(20_000));
            resumeJobs();
        }
    }
}
