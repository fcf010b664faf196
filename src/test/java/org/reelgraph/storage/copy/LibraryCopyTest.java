package org.reelgraph.storage.copy;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.schema.GraphQLSchema;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.reelgraph.commands.Ended;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.AwkwardLibrary;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.Pause;
import org.reelgraph.testing.PostgresqlOnly;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A library in SQLite, its copy in PostgreSQL, and the copy of this in SQLite again: they are equal, and servers on
 * them answer everything alike.
 */
@PostgresqlOnly
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LibraryCopyTest extends ServerTest {

    private static final int DOCUMENTS = 54;
    private static final int FIELDS = 6;
    private static final int ROUNDS = 5;
    private static final Pattern TABLE = Pattern.compile("(\\w+): (\\d+) rows, SHA-256 ([0-9a-f]{64})");
    // The search index, which is made anew.
    private static final Pattern NOT_COPIED = Pattern
            .compile(
                    "flyway_schema_history|scheduled_tasks|job_servers|search_(titles|texts|fragments)(_.*)?|search_(entries|pending|making)");

    private final Path back = newFolder("LibraryCopyTest");
    private final String address = TestDatabase.addressOnServer("postgres", "copied");
    private EmbeddedServer copied;
    private int compared;
    private int found;
    private int corrected;
    private int failed;
    private Ended refused;
    private Ended lossy;
    private long rowsAfterFailures;
    private Ended there;

    @Override
    protected Map<String, String> settings() {
        return Map.of("reelgraph.database", "", "reelgraph.secret", "as long as a secret of servers has to be",
                "reelgraph.limits.aliases", "100000", "reelgraph.limits.fields", "100000", "reelgraph.limits.tokens",
                "1000000", "reelgraph.limits.document", "1000000", "reelgraph.limits.comparisons", "1000000");
    }

    @BeforeAll
    void copyThere() throws SQLException {
        fill();
        TestDatabase.administer("CREATE DATABASE copied");
        try (var library = open(folder()); var statement = library.createStatement()) {
            statement.execute("UPDATE import_jobs SET total = 5000000000");
            refused = copy("", address);
            statement.execute("UPDATE import_jobs SET total = 2");
        }
        // By now it has the tables.
        try (var target = openCopy(); var statement = target.createStatement()) {
            statement.execute("CREATE RULE lossy AS ON INSERT TO settings DO INSTEAD NOTHING");
            lossy = copy("", address);
            try (var row = statement.executeQuery("SELECT count(*) FROM media_items")) {
                row.next();
                rowsAfterFailures = row.getLong(1);
            }
            statement.execute("DROP RULE lossy ON settings");
        }
        there = copy("", address);
        assertThat(there.code()).as(there.toString()).isZero();
        var settings = new HashMap<String, Object>(getProperties());
        settings.put("reelgraph.data-dir", newFolder("LibraryCopyTest").toString());
        settings.put("reelgraph.database", address);
        copied = ApplicationContext.run(EmbeddedServer.class, settings);
    }

    @AfterAll
    void stop() {
        if (copied != null) {
            copied.close();
        }
    }

    // Something of everything that there are tables for.
    private void fill() throws SQLException {
        AwkwardLibrary.importInto(client());
        new Jobs(client(), folder()).file("some.jsonl", """
                                                        {"kind": "MOVIE", "ratingKey": "file", "title": "From a file"}
                                                        {"kind": "MOVIE"}""");
        var job = client().data("mutation { importLibrary(input: {path: \"some.jsonl\"}) { job { id } } }")
                .findValue("id").asText();
        while (client().data("query($id: ID!) { importJob(id: $id) { finishedAt } }", Map.of("id", job))
                .at("/importJob/finishedAt").isNull()) {
            Pause.briefly();
        }
        client().data("""
                      mutation { createApiKey(input: {name: "ключ"}) { apiKey { id } }
                        changeSetting(input: {name: "REELGRAPH_AUDIT_RETENTION", value: "400d"}) { setting { name } }
                        createUser(input: {email: "ü@example.org", role: USER}) { user { id } } }""");
        var refresh = Accounts.login(anonymous(), Accounts.ADMIN, Accounts.PASSWORD).get("refreshToken").asText();
        client().data("mutation($token: String!) { refreshSession(input: {refreshToken: $token}) { accessToken } }",
                Map.of("token", refresh));
        client().data("mutation($id: ID!) { deleteMedia(input: {id: $id}) { deletedId } }", Map.of("id",
                client().data("{ allMovies(first: 1) { edges { node { id } } } }").findValue("id").asText()));
        try (var library = open(folder()); var statement = library.createStatement()) {
            statement.execute("INSERT INTO error_logs VALUES (1, 4102444800000, 'r', 'INTERNAL_ERROR', NULL, 'ü',"
                    + " NULL)");
            statement.execute("INSERT INTO job_pauses VALUES ('KIND OTHER', 1)");
            statement.execute("INSERT INTO schedules VALUES (1, 'Ü', 'IMPORT', '{}', '@daily', 'UTC', 0, 1, 60, NULL,"
                    + " NULL, 'f', NULL, 1, 1)");
            statement.execute("INSERT INTO schedule_runs VALUES (1, 1, 4102444800000, 'TIME', 'MISSED', NULL, 'late')");
            statement.execute("INSERT INTO wanted_items VALUES (1, 'ALBUM', 'Ü', 'ü', 'u', NULL, 2, NULL, '5', NULL,"
                    + " 'plex://album/ü', NULL, NULL, 'FAILED', 'ü', 4102444800000, 3, NULL, NULL, 4102444800001)");
            statement.execute("INSERT INTO connections VALUES (1, 'Ü', 'PLEX', 'http://host', 'k:s', 1, 2, 'ü', 'Ü')");
            statement.execute(
                    "INSERT INTO downloaders VALUES (1, 'Ü', 'SABNZBD', 1, 'http://host', 'ü', 'k:s', 'ü', 5000, 1,"
                            + " 2), (2, 'none', 'NZBGET', 0, NULL, NULL, 'k:s', NULL, 1, 1, 2)");
            statement
                    .execute("INSERT INTO indexers VALUES (3, 'Ü', 'TORZNAB', NULL, 1, 'http://host', 'k:s', 25, 1, 2),"
                            + " (4, 'Ü', 'TORZNAB', 'PROWLARR', 0, NULL, 'k:s', -5, 1, 2)");
            statement.execute("INSERT INTO server_health VALUES (1, 2, 3, 4, 'TIMEOUT', 'ü', 4102444800000),"
                    + " (3, 0, NULL, NULL, NULL, NULL, NULL)");
            statement.execute("INSERT INTO library_sections VALUES (1, 1, '7', 'Ü', 'show', 'SERIES', 1, 0, 3)");
            statement.execute("INSERT INTO webhooks VALUES (1, 'hash', 1)");
            statement.execute("INSERT INTO announced_items VALUES (1, '7', 'Ü', 'server')");
            statement.execute(
                    "INSERT INTO undo_records (job_id, position, entity_id, type, title, outcome, reason, file)"
                            + " SELECT id, 0, 3, 'MOVIE', 'Ü', 'REFUSED', 'late', NULL FROM jobs"
                            + " UNION ALL SELECT id, 1, 4, 'ENTRY', 'Ü', 'RESTORED', NULL, 'ü.json' FROM jobs");
            statement.execute("INSERT INTO guarded_deletions (job_id, position, entity_id, type, title, outcome)"
                    + " SELECT id, 0, 3, 'MOVIE', 'Ü', 'WITHHELD' FROM jobs");
            statement.execute("INSERT INTO import_former_keys SELECT id, 3, '[\"ü\"]' FROM jobs");
            statement.execute("INSERT INTO sync_jobs SELECT id, 1, 'Ü', 'FULL', id, 2, 1, 3 FROM jobs");
            statement.execute(
                    "INSERT INTO sync_sections SELECT id, 0, 1, 'Ü', 'SERIES', 'READ', 2, 1, 1, 'ü' FROM jobs");
            statement.execute("INSERT INTO sync_items SELECT id, id, 0, 0, '7', 'Ü', 'v', 'KEPT', 'ü' FROM jobs");
            statement.execute("INSERT INTO synced_items VALUES (1, '7', 'v', 1)");
            statement.execute("INSERT INTO displaced_items VALUES (1, 3, '7', 4)");
            statement.execute("INSERT INTO source_ids SELECT id, 'tt1', '2', '3', 'ü' FROM media_items LIMIT 1");
            statement.execute(
                    "INSERT INTO tautulli_snapshots SELECT id, 0, 0, 'get_metadata 7', 1, 1, x'0001' FROM jobs");
            statement.execute("INSERT INTO complete_imports VALUES ('plex', 'MOVIE', 1)");
            statement.execute(
                    "INSERT INTO plays VALUES (1, 'plex', 'k', 's', 1, 2, 'Ü', 'ü', 4102444800000, 60, 90, 3, 4)");
            statement.execute(
                    "INSERT INTO database_checks VALUES ('pages', 4102444800000, '[\"ü\"]'), ('Ü', 1, NULL)");
            statement.execute(
                    "INSERT INTO service_checks VALUES (1, 'connection_1', 4102444800000, 17, 'ü'), (2, 'Ü', 1, 0, NULL)");
            statement.execute("INSERT INTO download_links SELECT 1, 'h', 'ü', id, 2, 4102444800000, 'a', 3 FROM users"
                    + " LIMIT 1");
            statement.execute("INSERT INTO downloads VALUES (1, 4102444800000, 3, 'USER', 1, 2, 3, 'a', 'ü', 'Ü',"
                    + " 'COMPLETED', 4102444800000), (2, 4102444800001, NULL, 'ANONYMOUS', NULL, NULL, NULL, 'a', 't', 'f',"
                    + " 'UNDER_WAY', 0)");
            statement.execute(
                    "INSERT INTO verifications SELECT 1, id, kind, 'ü', title, 'ALL', 3, 4102444800000, '/ü', 2,"
                            + " '[{\"kind\":\"ü\",\"severity\":\"ERROR\",\"message\":\"Ü\"}]', '[]' FROM media_items LIMIT 1");
            statement.execute("INSERT INTO verification_settings VALUES (1, 30, '{\"720\":1}', '[\"mkv\"]')");
            statement.execute("INSERT INTO mediaos_entries VALUES (1, 'users', '', 'ü', 0, NULL, '{\"ü\":1.50}')");
            statement.execute("INSERT INTO mediaos_files VALUES ('library', '{\"ü\":1}')");
            statement.execute("INSERT INTO mediaos_versions VALUES ('ü', 7)");
            statement.execute("INSERT INTO mediaos_mirror VALUES ('users', '/ü', 'users:1', 'd', 'e', 4102444800000,"
                    + " '[\"ü\"]', 4102444800000, 3)");
            statement.execute("INSERT INTO mediaos_secrets VALUES (1, 'd', 'k:s')");
            statement.execute("INSERT INTO quality_profiles VALUES (1, 'Ü', 'ü', 'ü', 1, '1080p', 0, 9007199254740991,"
                    + " 'MOVIE', 1, 4102444800000), (2, 'B', 'b', NULL, 0, 'ü', NULL, NULL, NULL, 1, 1)");
            statement.execute("INSERT INTO quality_profile_qualities VALUES (1, 0, '1080p', 1, 0), (2, 0, 'ü', 1, 1)");
            statement.execute("INSERT INTO quality_defaults VALUES (1, 'MOVIE', 1)");
            statement.execute("INSERT INTO home_rows VALUES ('TOP_RATED', 1, 0, 20, 'Ü')");
            statement.execute("INSERT INTO hero_policies VALUES (1, '{\"size\":5}', 1)");
            statement.execute("INSERT INTO hero_pools VALUES ('MOVIE', 1, 'h', 2, 3, 4102444800000, 5, 6, '[]')");
            statement.execute("INSERT INTO hero_history VALUES ('MOVIE', 4102444800000, 3)");
            statement.execute("INSERT INTO pictures VALUES ('ü', 'PNG', 1, 2, 4102444800000, 0, 't', '#000000', 1),"
                    + " ('none', 'AVIF', 1, 2, 3, 1, NULL, NULL, 1)");
            statement.execute(
                    "INSERT INTO artwork VALUES (1, 'POSTER', 'Ü', '/ü', 'ü', 'de', 1, 1, 1, 4102444800000, 'ü',"
                            + " 1), (1, 'POSTER', 'ü', '/ü', NULL, NULL, 0, 0, 0, NULL, NULL, NULL)");
            statement
                    .execute("INSERT INTO artwork_fetches SELECT 1, id, id, 'POSTER', 'Ü', '/ü', 'FAILED', 'NOT_FOUND',"
                            + " 'ü', 3, 4102444800000, 5, 6 FROM media_items LIMIT 1");
            statement.execute("INSERT INTO further_rating_keys SELECT id, 1, source, kind, 'further' FROM media_items"
                    + " LIMIT 1");
        }
    }

    private static Connection open(Path folder) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("reelgraph.db") + "?busy_timeout=5000");
    }

    private Connection openCopy() throws SQLException {
        return DriverManager.getConnection("jdbc:" + address.replace("postgres@", "") + "?user=postgres");
    }

    /** {@return how the command ends, with this database beside this class's data folder} */
    private Ended copy(String database, String target) {
        System.setProperty("reelgraph.data-dir", folder().toString());
        System.setProperty("reelgraph.database", database);
        try {
            return Ended.of("db", "copy", "--to", target);
        } finally {
            System.clearProperty("reelgraph.data-dir");
            System.clearProperty("reelgraph.database");
        }
    }

    private static Map<String, String> tables(Ended copy) {
        return TABLE.matcher(copy.out()).results().collect(Collectors.toMap(table -> table.group(1),
                table -> table.group(2) + " " + table.group(3), (one, other) -> one, TreeMap::new));
    }

    @Test
    @Order(1)
    void givenACopyThatFails_whenTheTargetIsLookedAt_thenNothingIsThere() {
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).startsWith("The table import_jobs can't be copied: ").endsWith(
                ". Nothing was copied.\n").hasLineCount(1);
        assertThat(lossy.code()).isEqualTo(2);
        assertThat(lossy.err()).startsWith("The copy of the table settings has 0 rows with the checksum ")
                .hasLineCount(1);
        assertThat(rowsAfterFailures).isZero();
    }

    @Test
    @Order(1)
    void givenACopy_whenItIsCopiedBack_thenAllTablesAreEqual() throws SQLException, IOException {
        var abandoned = Files.createDirectory(back.resolve("unfinished-copy-" + Integer.MAX_VALUE));
        Files.createFile(abandoned.resolve("reelgraph.db"));

        var backAgain = copy(address, "sqlite:" + back);

        assertThat(backAgain.code()).as(backAgain.toString()).isZero();
        assertThat(tables(backAgain)).isEqualTo(tables(there));
        try (var left = Files.list(back)) {
            assertThat(left.map(file -> file.getFileName().toString())).containsExactly("reelgraph.db");
        }
        var rows = new TreeMap<String, Long>();
        try (var library = open(back);
                var statement = library.createStatement();
                var names = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'");
                var counting = library.createStatement()) {
            while (names.next()) {
                if (!NOT_COPIED.matcher(names.getString(1)).matches()) {
                    var count = counting.executeQuery("SELECT count(*) FROM " + names.getString(1));
                    rows.put(names.getString(1), count.getLong(1));
                }
            }
        }
        assertThat(tables(there).keySet()).isEqualTo(rows.keySet());
        assertThat(rows).allSatisfy((table, count) -> assertThat(count).as(table).isPositive());
    }

    @Test
    @Order(2)
    void givenBothServers_whenAnythingIsAsked_thenTheyAnswerAlike() {
        var other = Accounts.admin(copied.getURI());
        var sample = client().data(
                """
                { allMedia(first: 100) { edges { node { id title originalTitle studio contentRating year rating durationSeconds
                    releasedOn addedAt updatedAt genres collections countries labels } } }
                  people(first: 90) { edges { node { id name } } }
                  allSeries(first: 30) { edges { node { id title seasons { id episodes { id title } } } } } }""");
        var queries = new RandomQueries(server.getApplicationContext().getBean(GraphQLSchema.class), sample,
                new Random(7));
        for (var i = 0; i < DOCUMENTS; i++) {
            var document = queries.document(FIELDS);
            for (var round = 0; round < ROUNDS; round++) {
                compareTwoPages(other, queries, document);
            }
        }
        assertThat(compared).isGreaterThan(2_000);
        assertThat(found).isGreaterThan(800);
        assertThat(corrected).isPositive();
        assertThat(failed).isLessThan(compared / 20);
    }

    private void compareTwoPages(GraphQlClient other, RandomQueries queries, RandomQueries.Document document) {
        var variables = queries.variables(document);
        var answer = same(other, document, variables);
        compared += document.fields().size();
        for (var alias : document.fields().keySet()) {
            var value = answer.path("data").path(alias);
            found += value.has("edges") ? Math.min(1, value.get("edges").size()) : Math.min(1, value.size());
            corrected += value.path("SearchConnection_didYouMean").isTextual() ? 1 : 0;
            var cursors = value.path("edges").findValuesAsText("cursor");
            if (!cursors.isEmpty()) {
                queries.turn(document, alias, cursors.getLast(), variables);
                compared++;
            }
        }
        failed += answer.path("errors").size();
        same(other, document, variables);
    }

    @Test
    @Order(3)
    void givenACopy_whenItIsWrittenTo_thenItGoesOnWhereTheOriginalWas() {
        var other = Accounts.admin(copied.getURI());
        var end = "";
        for (var page = changes(other, Optional.empty()); page.path("pageInfo").path("hasNextPage").asBoolean();) {
            page = changes(other, Optional.of(page.at("/pageInfo/endCursor").asText()));
            end = page.at("/pageInfo/endCursor").asText();
        }

        other.data("mutation { importMovies(input: {movies: [{title: \"Zwölfuhrzug\"}]}) { created } }");

        assertThat(changes(other, Optional.of(end)).findValuesAsText("title")).containsExactly("Zwölfuhrzug");
        assertThat(other.data("{ search(query: \"zwolfuhrzog\") { didYouMean } }").findValue("didYouMean").asText())
                .isEqualTo("zwölfuhrzug");
    }

    private static JsonNode changes(GraphQlClient client, Optional<String> after) {
        return client.data(
                "query($after: String) { changesSince(first: 100, after: $after) { pageInfo { hasNextPage endCursor }"
                        + " edges { node { media { title } } } } }",
                after.map(cursor -> Map.<String, Object>of("after", cursor))
                        .orElse(Map.of()))
                .get("changesSince");
    }

    @Test
    @Order(4)
    void givenATargetThatCantBeUsed_whenALibraryIsCopied_thenOneLineSaysWhy() {
        assertThat(copy("", address)).isEqualTo(new Ended(2, "", "The database " + address.replace("postgres@", "")
                + " holds data already. Name an empty one.\n"));
        assertThat(copy("", "sqlite:" + folder()).err()).isEqualTo("The folder " + folder().toAbsolutePath()
                + " has a database already, reelgraph.db. Name a folder without one.\n");
        assertThat(copy("", "mysql://ada:s3cret@host/films").err())
                .isEqualTo("The target is postgresql://USER:PASSWORD@HOST:PORT/NAME or sqlite:FOLDER, and what is named"
                        + " isn't.\n");
    }

    /** {@return what both servers answer} */
    private JsonNode same(GraphQlClient other, RandomQueries.Document document, Map<String, Object> variables) {
        var body = GraphQlClient.write(Map.of("query", document.text(), "variables", variables));
        var others = CompletableFuture.supplyAsync(() -> answer(other, body));
        var answer = answer(client(), body);
        assertThat(others.join()).as(body).isEqualTo(answer);
        return GraphQlClient.json(answer);
    }

    private static String answer(GraphQlClient client, String body) {
        return client.post(body).body().replaceAll(",\"requestId\":\"\\w+\"", "");
    }
}
