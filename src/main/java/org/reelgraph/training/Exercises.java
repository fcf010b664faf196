package org.reelgraph.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.reelgraph.imports.InventedTitles;

/** A server's life in half a minute: sign-ins, an import, queries of each kind several hundred times, mutations. */
public final class Exercises {

    static final String ADMIN = "training@example.org";
    static final String PASSWORD = "paper-lantern-71";
    private static final List<String> PAGES = List.of("/health", "/health/ready", "/graphql/schema", "/graphiql");
    private static final List<String> TEXTS = List.of("golden", "harbour silent", "uber", "ada", "sil", "goldne tide",
            "進撃", "s01e03");
    private static final Set<String> UNFINISHED = Set.of("QUEUED", "RUNNING");
    private static final int CLIENTS = 4;
    private static final int OFTEN = 800;
    private static final int USUAL = 200;
    private static final int SELDOM = 20;

    private final GraphQlClient client;
    private final Path imports;

    /**
     * @param server the address of a server with an empty library, whose admin is the one of the training
     * @param imports its import folder
     */
    public Exercises(URI server, Path imports) {
        this.client = GraphQlClient.of(server);
        this.imports = imports;
    }

    /** Does them all. */
    public void run() throws IOException, InterruptedException {
        var admin = client.with(signIn());
        importFile(admin);
        var ids = Ids.of(client);
        askOften(ids);
        askOfAll(ids);
        askAsAdmin(admin);
        change(admin);
        askOften(ids);
    }

    private String signIn() throws IOException, InterruptedException {
        for (var i = 0; i < 4; i++) {
            tokens(client);
        }
        var tokens = tokens(client);
        return client.data(
                """
                mutation Refresh($token: String!) { refreshSession(input: { refreshToken: $token }) { accessToken } }""",
                Map.of("token", tokens.path("refreshToken").asText())).at("/refreshSession/accessToken").asText();
    }

    private static JsonNode tokens(GraphQlClient client) throws IOException, InterruptedException {
        return client
                .data("""
                      mutation SignIn($email: String!, $password: String!) {
                        login(input: { email: $email, password: $password }) { accessToken refreshToken expiresAt
                          user { id role } userErrors { message } } }""", Map.of("email", ADMIN, "password", PASSWORD))
                .path("login");
    }

    private void importFile(GraphQlClient admin) throws IOException, InterruptedException {
        InventedFile.FIRST.write(imports.resolve("first/library.jsonl"));
        await(admin, admin.data(
                "mutation { importLibrary(input: { path: \"first\" }) { job { id } userErrors { message } } }",
                Map.of())
                .at("/importLibrary/job/id").asText());
    }

    private static void await(GraphQlClient admin, String job) throws IOException, InterruptedException {
        JsonNode found;
        do {
            TimeUnit.MILLISECONDS.sleep(50);
            found = admin.data("query Job($id: ID!) { job(id: $id) { state progress { done total } error } }",
                    Map.of("id", job)).path("job");
        } while (UNFINISHED.contains(found.path("state").asText()));
        if (!found.path("state").asText().equals("SUCCEEDED")) {
            throw new IOException("A job ended so: " + found);
        }
    }

    private void askOften(Ids ids) throws IOException, InterruptedException {
        ask(client, Queries.SERIES, ids.series(), OFTEN);
        ask(client, Queries.EPISODES_WITH_CAST, ids.series(), OFTEN / 2);
    }

    private void askOfAll(Ids ids) throws IOException, InterruptedException {
        ask(client, Queries.PAGE, ids.pages(), USUAL);
        for (var query : Queries.OF_MEDIA) {
            ask(client, query, ids.series(), USUAL);
        }
        ask(client, Queries.PERSON, ids.people(), USUAL);
        for (var query : Queries.BY_TEXT) {
            ask(client, query, TEXTS.stream().map(text -> Map.of("q", text)).toList(), USUAL);
        }
        for (var query : Queries.OF_THE_LIBRARY) {
            ask(client, query, List.of(Map.of()), USUAL);
        }
        for (var i = 0; i < SELDOM; i++) {
            client.body(Queries.MISTAKE, Map.of());
            client.get(PAGES.get(i % PAGES.size()));
        }
    }

    private static void askAsAdmin(GraphQlClient admin) throws IOException, InterruptedException {
        var key = admin.data(
                """
                mutation { createApiKey(input: { name: "training", role: ADMIN }) { key userErrors { message } } }""",
                Map.of()).at("/createApiKey/key").asText();
        for (var query : Queries.OF_ADMINS) {
            ask(admin, query, List.of(Map.of()), SELDOM);
            ask(admin.with(key), query, List.of(Map.of()), SELDOM);
        }
    }

    private static void change(GraphQlClient admin) throws IOException, InterruptedException {
        var titles = new InventedTitles(1, "changed-");
        var series = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < USUAL / 2; i++) {
            series.add(Map.of("series", List.of(InventedFile.seriesOf(titles, i))));
        }
        ask(admin, """
                   mutation Change($series: [SeriesInput!]!) { importSeries(input: { series: $series }) {
                     created updated unchanged series { id title seasonCount } userErrors { message path } } }""",
                series,
                USUAL / 2);
        await(admin, admin.data("mutation { exportLibrary(input: {}) { job { id } userErrors { message } } }", Map.of())
                .at("/exportLibrary/job/id").asText());
    }

    /** Asks so many times, with one of the variables after the other, from several connections. */
    private static void ask(GraphQlClient client, String document, List<? extends Map<String, ?>> variables, int times)
            throws IOException, InterruptedException {
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var answers = new ArrayList<Future<JsonNode>>();
            for (var i = 0; i < times; i++) {
                var of = variables.get(i % variables.size());
                answers.add(clients.submit(() -> client.data(document, of)));
            }
            for (var answer : answers) {
                answer.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}
