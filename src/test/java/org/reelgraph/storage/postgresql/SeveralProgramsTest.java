package org.reelgraph.storage.postgresql;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.imports.jobs.HeldImports;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.AtOnce;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.PostgresqlOnly;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reelgraph.testing.Trees.object;
import static org.reelgraph.testing.Trees.with;

/** Two servers on one database, as nodes behind a proxy. */
@PostgresqlOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class SeveralProgramsTest {

    private static final int ROUNDS = 4;
    // More than two batches.
    private static final int MOVIES = 250;
    private static final long DEAD = 7;
    private static final String CODES = " { userErrors { code } } }";
    private static final String IMPORT = """
                                         mutation($input: ImportMoviesInput!) { importMovies(input: $input) {
                                           movies { id } results { outcome } userErrors { code } } }""";
    private static final String CHANGES = """
                                          query($after: String) { changesSince(after: $after, first: 100) {
                                            edges { cursor node { mediaId } } } }""";

    private final Path folder = ServerTest.newFolder("SeveralProgramsTest");
    private List<EmbeddedServer> nodes = List.of();
    private List<GraphQlClient> admins = List.of();

    @BeforeAll
    void start() throws SQLException {
        nodes = IntStream.range(0, 2).mapToObj(i -> ApplicationContext.run(EmbeddedServer.class,
                with(new HashMap<>(Accounts.SETTINGS), "reelgraph.data-dir",
                        ServerTest.newFolder("SeveralProgramsTest").toString(), "reelgraph.database",
                        TestDatabase.address(folder).orElseThrow(), "reelgraph.secret", "s".repeat(32),
                        "reelgraph.import-dir", folder.resolve("import").toString(), "micronaut.server.port", "-1",
                        "reelgraph.trusted-proxies", "127.0.0.1", HeldImports.PROPERTY, true,
                        "reelgraph.job.heartbeat", "1s")))
                .toList();
        admins = nodes.stream().map(node -> Accounts.admin(node.getURI())).toList();
        leaveAJob();
    }

    // As a server does that is killed after the first record.
    private void leaveAJob() throws SQLException {
        jobs().file("dead.jsonl", movies("dead", 3));
        for (var statement : Jobs.insert(DEAD, "dead.jsonl", "dead", "RUNNING", 1, 1)) {
            Tables.run(folder, statement);
        }
        Tables.run(folder, "INSERT INTO import_records (id, job_id, position, file, outcome) VALUES (1, " + DEAD
                + ", 0, 'dead.jsonl', 'CREATED')");
        Tables.run(folder, "UPDATE import_records SET rating_key = 'dead 0', title = 'T'");
        Tables.run(folder, "UPDATE scheduled_tasks SET picked = 1, picked_by = 'dead', last_heartbeat = 1000");
    }

    @AfterAll
    void stop() {
        nodes.forEach(EmbeddedServer::close);
    }

    private <T> T bean(int node, Class<T> type) {
        return nodes.get(node).getApplicationContext().getBean(type);
    }

    private GraphQlClient anonymous(int node) {
        return new GraphQlClient(nodes.get(node).getURI());
    }

    private Jobs jobs() {
        return new Jobs(admins.getFirst(), folder);
    }

    private static String movies(String key, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"kind\": \"MOVIE\", \"ratingKey\": \"%s %d\", \"title\": \"T\"}".formatted(key, i))
                .collect(Collectors.joining("\n"));
    }

    /** {@return the codes of the errors in what both nodes answer at once to mutations of this field; "" for none} */
    private static List<String> codes(List<? extends GraphQlClient> clients, String field, IntFunction<String> input)
            throws Exception {
        return AtOnce.run(clients.size(), i -> () -> clients.get(i)
                .data("mutation { " + field + "(input: " + input.apply(i) + ")" + CODES)
                .at("/" + field + "/userErrors/0/code").asText());
    }

    private Set<String> read(GraphQlClient client, AtomicBoolean isOver) {
        var seen = new HashSet<String>();
        String after = null;
        for (var last = false; !last;) {
            last = isOver.get();
            JsonNode edges;
            do {
                edges = client.data(CHANGES, object("after", after)).at("/changesSince/edges");
                for (var edge : edges) {
                    seen.add(edge.at("/node/mediaId").asText());
                    after = edge.get("cursor").asText();
                }
            } while (edges.size() == 100);
        }
        return seen;
    }

    private static List<String> write(GraphQlClient client, int writer) {
        return IntStream.range(0, 10).boxed().flatMap(i -> {
            var movies = IntStream.range(0, 2)
                    .mapToObj(j -> object("ratingKey", "w " + writer + " " + i + " " + j, "title", "T")).toList();
            return client.data(IMPORT, Map.of("input", object("movies", movies))).at("/importMovies/movies")
                    .valueStream().map(movie -> movie.get("id").asText());
        }).toList();
    }

    @Test
    void givenManyWriters_whenChangesAreReadMeanwhile_thenNoReaderMissesOne() throws Exception {
        var isOver = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var readers = admins.stream().map(client -> threads.submit(() -> read(client, isOver))).toList();
            List<List<String>> written;
            try {
                written = AtOnce.run(4, i -> () -> write(admins.get(i % 2), i));
            } finally {
                isOver.set(true);
            }
            for (var reader : readers) {
                assertThat(reader.get()).containsAll(written.stream().flatMap(List::stream).toList());
            }
        }
    }

    @Test
    void givenASession_whenOneNodeEndsIt_thenTheOtherRefusesTheNextRequest() {
        for (var i = 0; i < ROUNDS; i++) {
            var token = Accounts.login(anonymous(0), Accounts.ADMIN, Accounts.PASSWORD).get("accessToken").asText();
            assertThat(status(anonymous(1).with(token))).isEqualTo(200);

            anonymous(0).with(token).data("mutation { logout { ended } }");

            assertThat(status(anonymous(1).with(token))).isEqualTo(401);
        }
    }

    private static int status(GraphQlClient client) {
        return client.post("{\"query\": \"{ viewer { role } }\"}").statusCode();
    }

    @Test
    void givenAUser_whenOneNodeChangesTheirRoleAndKey_thenTheOtherKnowsAtTheNextRequest() {
        var id = Accounts.newUser(admins.getFirst(), "roles@example.org", Role.MODERATOR);
        var user = Accounts.signedIn(nodes.get(1).getURI(), "roles@example.org", Accounts.PASSWORD);
        var key = user.data("mutation { createApiKey(input: {name: \"k\", role: USER}) { key apiKey { id } } }")
                .get("createApiKey");
        var withKey = anonymous(0).with(key.get("key").asText());
        assertThat(status(withKey)).isEqualTo(200);
        for (var role : List.of("USER", "MODERATOR", "ADMIN")) {
            admins.getFirst().data("mutation { updateUser(input: {id: \"" + id + "\", role: " + role + "})" + CODES);
            assertThat(user.data("{ viewer { role } }").at("/viewer/role").asText()).isEqualTo(role);
        }

        user.data("mutation { revokeApiKey(input: {id: \"" + key.at("/apiKey/id").asText() + "\"})" + CODES);

        assertThat(status(withKey)).isEqualTo(401);
    }

    @Test
    void givenAChangeOfTheLibraryOrASetting_whenTheOtherNodeIsAsked_thenItAnswersByIt() {
        var look = "{ allMovies(filter: {title: {contains: \"Lantern\"}}) { totalCount }"
                + " mediaFacets { genres { name count } } settings { name storedValue } }";
        admins.get(1).data(look);

        admins.get(0).data(IMPORT, Map.of("input", object("movies",
                List.of(object("ratingKey", "l", "title", "Lantern", "genres", List.of("Lights"))))));
        admins.get(0)
                .data("mutation { changeSetting(input: {name: \"REELGRAPH_RATE_QUERIES\", value: \"77\"})" + CODES);

        var answer = admins.get(1).data(look);
        assertThat(answer.at("/allMovies/totalCount").asInt()).isEqualTo(1);
        assertThat(answer.toString()).contains("{\"name\":\"Lights\",\"count\":1}",
                "{\"name\":\"REELGRAPH_RATE_QUERIES\",\"storedValue\":\"77\"}");
    }

    @Test
    void givenTheSameNewUser_whenCreatedOnBothNodesAtOnce_thenOneIsThereAlready() throws Exception {
        for (var i = 0; i < ROUNDS; i++) {
            var input = "{email: \"twin" + i + "@example.org\", password: \"" + Accounts.PASSWORD + "\"}";
            assertThat(codes(admins, "createUser", any -> input)).containsExactlyInAnyOrder("", "ALREADY_EXISTS");
        }
    }

    @Test
    void givenTheSameNewMovie_whenImportedOnBothNodesAtOnce_thenItIsThereOnce() throws Exception {
        for (var i = 0; i < ROUNDS; i++) {
            var input = Map.<String, Object>of("input",
                    object("movies", List.of(object("ratingKey", "twin " + i, "title", "Twin"))));
            var answers = AtOnce.run(2, node -> () -> admins.get(node).data(IMPORT, input).get("importMovies"));

            assertThat(answers).extracting(answer -> answer.at("/results/0/outcome").asText())
                    .containsExactlyInAnyOrder("CREATED", "UNCHANGED");
            assertThat(answers).extracting(answer -> answer.at("/movies/0/id").asText()).doesNotContain("")
                    .containsOnly(answers.getFirst().at("/movies/0/id").asText());
        }
    }

    @Test
    void givenARefreshToken_whenBothNodesTakeItAtOnce_thenBothAnswersAreGoodAndOneTokenIsNext() throws Exception {
        for (var i = 0; i < ROUNDS; i++) {
            var token = Accounts.login(anonymous(0), Accounts.ADMIN, Accounts.PASSWORD).get("refreshToken").asText();
            var refresh = "mutation { refreshSession(input: {refreshToken: \"" + token
                    + "\"}) { refreshToken userErrors { code } } }";

            var next = AtOnce.run(2, node -> () -> anonymous(node).data(refresh).at("/refreshSession/refreshToken")
                    .asText());

            assertThat(new HashSet<>(next)).hasSize(1).doesNotContain("", token);
        }
    }

    @Test
    void givenAnInvitation_whenBothNodesTakeItAtOnce_thenOneSetsThePassword() throws Exception {
        // No more, since attempts are limited.
        for (var i = 0; i < 2; i++) {
            var email = "invited" + i + "@example.org";
            var token = admins.getFirst().data("mutation { createUser(input: {email: \"" + email
                    + "\"}) { passwordToken { token } } }").at("/createUser/passwordToken/token").asText();
            assertThat(codes(List.of(anonymous(0), anonymous(1)), "setPassword",
                    node -> "{token: \"%s\", email: \"%s\", password: \"seven calm otters %d\"}".formatted(token,
                            email, node)))
                    .containsExactlyInAnyOrder("", "INVALID_TOKEN");
        }
    }

    @Test
    void givenTwoAdmins_whenTheyDemoteEachOtherAtOnce_thenOneIsLeft() throws Exception {
        var owner = admins.getFirst().data("{ viewer { user { id } } }").at("/viewer/user/id").asText();
        for (var i = 0; i < ROUNDS; i++) {
            var email = "rival" + i + "@example.org";
            var rival = Accounts.newUser(admins.getFirst(), email, Role.ADMIN);
            var clients = List.of(admins.getFirst(), Accounts.signedIn(nodes.get(1).getURI(), email,
                    Accounts.PASSWORD));

            var answers = AtOnce.run(2, node -> () -> clients.get(node).answer("mutation { updateUser(input: {id: \""
                    + List.of(rival, owner).get(node) + "\", role: USER})" + CODES));

            assertThat(answers).filteredOn(answer -> answer.path("errors").isEmpty()
                    && answer.at("/data/updateUser/userErrors").isEmpty()).hasSize(1);
            assertThat(answers.toString()).doesNotContain("INTERNAL_ERROR")
                    .containsAnyOf("FORBIDDEN", "LAST_ADMIN");
            Tables.run(folder, "UPDATE users SET role = CASE email WHEN '" + Accounts.ADMIN
                    + "' THEN 'ADMIN' ELSE 'USER' END");
        }
    }

    private HttpResponse<String> send(int node, String address, String document) {
        return anonymous(node).post(GraphQlClient.write(Map.of("query", document)), "x-forwarded-for", address,
                "accept", "application/json");
    }

    private String signIn(int node, String address, String email) {
        var answer = GraphQlClient.json(send(node, address, "mutation { login(input: {email: \"" + email
                + "\", password: \"wrong\"})" + CODES).body());
        return answer.at("/errors/0/extensions/code").asText() + answer.at("/data/login/userErrors/0/code").asText();
    }

    @Test
    void givenAttemptsToSignIn_whenTheyAreSpreadOverBothNodes_thenTheyCountTogether() {
        // Each node alone would let all of them through. Time passes meanwhile, and lets some more through.
        var spread = IntStream.range(0, 60).mapToObj(i -> signIn(i % 2, "10.8.0.1", "user" + i + "@example.org"))
                .takeWhile(answer -> !answer.equals("RATE_LIMITED")).toList();
        assertThat(spread).hasSizeBetween(30, 59).containsOnly("INVALID_CREDENTIALS");

        for (var i = 0; i < 5; i++) {
            assertThat(signIn(i % 2, "10.8.0.2", Accounts.ADMIN)).isEqualTo("INVALID_CREDENTIALS");
        }
        // Each time that the machine was slower than the wait, the next wait is twice as long.
        assertThat(IntStream.range(0, 4).mapToObj(i -> signIn(1, "10.8.0.2", Accounts.ADMIN)))
                .contains("RATE_LIMITED");
    }

    @Test
    void givenMutations_whenTheyAreSpreadOverBothNodes_thenTheyCountTogether() {
        var twenty = "mutation { " + IntStream.range(0, 20)
                .mapToObj(i -> "a" + i
                        + ": revokeSession(input: {id: \"session_0000000000000\"}) { userErrors { code } }")
                .collect(Collectors.joining(" ")) + " }";

        var statuses = IntStream.range(0, 60).mapToObj(i -> send(i % 2, "10.8.0.3", twenty).statusCode())
                .takeWhile(status -> status != 429).toList();

        assertThat(statuses).hasSizeBetween(30, 59).containsOnly(200);
    }

    @Test
    void givenAServerThatDiedInAnImport_whenTheOthersLook_thenOneFinishesItAndTheReportIsWhole() {
        var job = jobs().ended(GlobalId.of("importjob", DEAD));

        assertThat(job.get("status").asText()).isEqualTo("SUCCEEDED");
        assertThat(job.get("created").asInt()).isEqualTo(3);
        assertThat(job.at("/records/totalCount").asInt()).isEqualTo(3);
    }

    /** {@return the id of an import} */
    private String startImport(String name) {
        jobs().file(name + ".jsonl", movies(name, MOVIES));
        return jobs().start(Map.of("path", name + ".jsonl", "source", name)).at("/job/id").asText();
    }

    private void assertWholeAfterOneRestart(String id, String name) throws SQLException {
        var job = jobs().ended(id);
        assertThat(job.get("status").asText()).as(job.toString()).isEqualTo("SUCCEEDED");
        assertThat(job.get("created").asInt()).isEqualTo(MOVIES);
        assertThat(job.at("/records/totalCount").asInt()).isEqualTo(MOVIES);
        assertThat(
                Tables.query(folder,
                        "SELECT CASE WHEN attempts > 1 THEN 2 END, (SELECT count(*) FROM media_items WHERE source = j.source)"
                                + " FROM import_jobs AS j JOIN jobs USING (id) WHERE source = '" + name + "'"))
                .containsExactly("|2|" + MOVIES);
    }

    /** Has the database end all connections of servers, once, in the transaction that writes a movie. */
    private void endConnectionsAt(String ratingKey) throws SQLException {
        // A sequence goes on even if its transaction is rolled back.
        Tables.run(folder, """
                           CREATE SEQUENCE ends;
                           CREATE FUNCTION end_connections() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                             IF nextval('ends') = 1 THEN
                               PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
                               WHERE datname = current_database() AND application_name = 'reelgraph';
                             END IF;
                             RETURN NEW;
                           END $$;
                           CREATE TRIGGER ends BEFORE INSERT ON media_items FOR EACH ROW
                             WHEN (NEW.rating_key = '%s') EXECUTE FUNCTION end_connections()""".formatted(ratingKey));
    }

    @Test
    void givenARunningImport_whenItsServerIsTakenForDead_thenAnotherRunGoesOnAndNothingIsWrittenTwice()
            throws Exception {
        var held = nodes.stream().map(node -> HeldImports.hold(node.getApplicationContext())).toList();
        var id = startImport("lost");
        jobs().awaitBatch(id);

        Tables.run(folder, "UPDATE scheduled_tasks SET picked = 0, picked_by = NULL, last_heartbeat = NULL,"
                + " execution_time = 0, version = version + 1");
        // The other server looks at once.
        jobs().file("next.jsonl", movies("next", 1));
        new Jobs(admins.getLast(), folder).start(Map.of("path", "next.jsonl", "source", "next"));
        while (!Tables.query(folder, "SELECT attempts FROM jobs WHERE id = " + GlobalId.parse(id).id())
                .equals(List.of("|2"))) {
            Pause.briefly();
        }
        held.forEach(HeldImports::release);

        assertWholeAfterOneRestart(id, "lost");
    }

    @Test
    void givenARunningImport_whenTheDatabaseEndsAllConnections_thenItGoesOn() throws Exception {
        endConnectionsAt("cut 150");

        var id = startImport("cut");

        assertWholeAfterOneRestart(id, "cut");
    }

    @Test
    void givenTenSubmissionsOfTheSameImport_whenTheyReachBothNodesAtOnce_thenItRunsOnce() throws Exception {
        jobs().file("once.jsonl", movies("once", 50));

        var ids = AtOnce.run(10, i -> () -> admins.get(i % 2)
                .data("mutation { importLibrary(input: {path: \"once.jsonl\", source: \"once\"}) { job { id } } }")
                .at("/importLibrary/job/id").asText());

        // Whoever comes after its end begins another one, which finds nothing to do.
        ids.forEach(id -> jobs().ended(id));
        assertThat(Tables.query(folder, "SELECT sum(created), count(*) FROM import_jobs WHERE source = 'once'"))
                .singleElement().asString().startsWith("|50|");
        assertThat(Tables.query(folder, "SELECT max(attempts) FROM jobs JOIN import_jobs USING (id)"
                + " WHERE source = 'once'")).containsExactly("|1");
    }
}
