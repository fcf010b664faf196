package org.reelgraph.services;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.Archives;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.Jobs;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.Tables;
import org.reelgraph.testing.servers.FakeTautulli;
import org.reelgraph.testing.servers.SyncClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Whether the server is ready, and what it relies on. */
class HealthTest extends ServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    ServiceMonitor monitor;

    @Inject
    ServiceCheckRetention retention;

    @Inject
    WriteTransactions transactions;

    private JsonNode ready(int status) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        HttpResponse<String> answer;
        do {
            // What was found is told for a second.
            answer = anonymous().get("/health/ready");
        } while (answer.statusCode() != status && System.nanoTime() < end);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return GraphQlClient.json(answer.body());
    }

    @Test
    void givenAServerThatServes_whenProbed_thenItIsAliveAndReady() {
        var live = anonymous().get("/health/live");
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(live.body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(live.headers().firstValue("cache-control")).contains("no-store");

        var ready = ready(200);
        assertThat(ready.get("status").asText()).isEqualTo("UP");
        assertThat(ready.get("checks").findValuesAsText("name")).containsExactly("database", "disk", "jobs",
                "migrations", "server");
        assertThat(ready.get("checks").findValuesAsText("status")).containsOnly("UP");
    }

    @Test
    void givenTablesOfAnotherVersion_whenProbed_thenTheServerIsNotReadyAndSaysWhy_thoughItIsAlive() throws Exception {
        Tables.run(folder(), "INSERT INTO flyway_schema_history SELECT 999999, version, description, type, script,"
                + " checksum, installed_by, installed_on, execution_time, success FROM flyway_schema_history"
                + " WHERE installed_rank = 1");
        try {
            var checks = ready(503).get("checks");

            assertThat(checks.valueStream().filter(check -> check.get("status").asText().equals("DOWN"))
                    .map(check -> check.get("name").asText() + ": " + check.get("problem").asText()))
                    .containsExactly("migrations: Another version of the program has changed the tables. Start that one"
                            + " here, too.");
            assertThat(anonymous().get("/health/live").statusCode()).isEqualTo(200);
        } finally {
            Tables.run(folder(), "DELETE FROM flyway_schema_history WHERE installed_rank = 999999");
        }
        assertThat(ready(200).get("status").asText()).isEqualTo("UP");
    }

    private static final String DATABASE = """
                                           { databaseHealth { sound checks { subject sound checkedAt problems }
                                             sizeBytes freeDiskBytes newestBackup { fileName } lastProvenRestore { id } } }""";

    private JsonNode database() {
        return client().data(DATABASE).get("databaseHealth");
    }

    private String checked(String input) {
        var job = client().data("mutation { checkDatabase(input: {" + input + "}) { job { id } } }").findValue("id")
                .asText();
        new Jobs(client(), folder()).awaitEnd(job);
        return client().data("query($id: ID!) { job(id: $id) { state } }", Map.of("id", job)).findValue("state")
                .asText();
    }

    @Test
    void givenADatabase_whenItIsChecked_thenItsHealthIsTold_alsoOnceItIsRepaired() throws Exception {
        client().data("mutation { importMovies(input: {movies: [{title: \"A\"}, {title: \"B\"}]}) { created } }");
        assertThat(database().get("sound").isNull()).isTrue();
        assertThat(database().get("checks")).isEmpty();
        assertThat(database().get("sizeBytes").asLong()).isPositive();
        assertThat(database().get("freeDiskBytes").asLong()).isPositive();

        assertThat(checked("")).isEqualTo("SUCCEEDED");
        assertThat(database().get("sound").asBoolean()).isTrue();
        Tables.run(folder(), "UPDATE media_items SET sort_key = 'x' WHERE title = 'A'");
        assertThat(checked("")).isEqualTo("COMPLETED_WITH_ERRORS");
        var wrong = database();
        assertThat(wrong.get("sound").asBoolean()).isFalse();
        assertThat(wrong.get("checks").valueStream().filter(check -> !check.get("sound").asBoolean()))
                .singleElement().satisfies(check -> {
                    assertThat(check.get("subject").asText()).isEqualTo("sort keys");
                    assertThat(check.at("/problems/0").asText()).startsWith("1 rows differ");
                });
        assertThat(checked("repair: true")).isEqualTo("SUCCEEDED");
        assertThat(database().get("sound").asBoolean()).isTrue();
    }

    @Test
    void givenBackups_whenOneIsTriedOutOrRestored_thenTheDatabasesHealthTellsOfIt() throws Exception {
        assertThat(database().get("newestBackup").isNull()).isTrue();
        assertThat(database().get("lastProvenRestore").isNull()).isTrue();

        var file = Archives.create(client(), folder());
        // It is tried out when it is made, whatever becomes of its second copy.
        Tables.run(folder(), "UPDATE jobs SET state = 'COMPLETED_WITH_ERRORS' WHERE kind = 'BACKUP'");
        assertThat(database().at("/lastProvenRestore/id").asText()).startsWith("backupjob_");
        var backup = Archives.copy(folder(), file, 1);
        checked("");
        for (var mutation : List.of("verifyBackup", "restoreBackup")) {
            var job = client().data("mutation($id: ID!) { " + mutation + "(input: {id: $id}) { job { id } } }",
                    Map.of("id", backup)).findValue("id").asText();
            new Jobs(client(), folder()).awaitEnd(job);
            var admin = Accounts.admin(server.getURI());
            var health = admin.data(DATABASE).get("databaseHealth");
            assertThat(health.at("/lastProvenRestore/id").asText()).isEqualTo(job);
            // What was checked was replaced.
            assertThat(health.get("checks").isEmpty()).isEqualTo(mutation.equals("restoreBackup"));
        }
        signOut();
        assertThat(database().at("/newestBackup/fileName").asText()).contains("restore-point");
    }

    private List<JsonNode> services() {
        return client().data("{ services { kind name connection { name } status problem responseMilliseconds checkedAt"
                + " uptimeOfDay uptimeOfMonth } }").get("services").valueStream().toList();
    }

    @Test
    void givenServices_whenTheyAreChecked_thenTheirStateAndUptimeAreTold() throws Exception {
        String id;
        try (var tautulli = new FakeTautulli()) {
            id = new SyncClient(client(), folder()).connect("Attic", tautulli);
            assertThat(services()).extracting(each -> each.get("kind").asText() + " " + each.get("status").asText())
                    .containsExactly("DATABASE UNKNOWN", "CONNECTION UNKNOWN");

            monitor.check();
        }
        var up = services();
        assertThat(up).extracting(each -> each.get("status").asText()).containsOnly("UP");
        assertThat(up).allSatisfy(each -> assertThat(each.get("uptimeOfDay").asDouble()).isEqualTo(1));
        assertThat(up.getLast().at("/connection/name").asText()).isEqualTo("Attic");

        monitor.check();
        var ago = Instant.now().minus(Duration.ofDays(2)).toEpochMilli();
        var longAgo = Instant.now().minus(Duration.ofDays(31)).toEpochMilli();
        Tables.run(folder(), "INSERT INTO service_checks VALUES (1, '%1$s', %2$d, 1, 'x'), (2, '%1$s', %2$d, 1, 'x'),"
                .formatted(id, ago) + " (3, '%s', %d, 1, NULL)".formatted(id, longAgo));

        var down = services().getLast();
        assertThat(down.get("status").asText()).isEqualTo("DOWN");
        assertThat(down.get("problem").asText()).isNotEmpty().doesNotContain(FakeTautulli.KEY);
        assertThat(down.get("uptimeOfDay").asDouble()).isEqualTo(0.5);
        assertThat(down.get("uptimeOfMonth").asDouble()).isEqualTo(0.25);
        assertThat(Instant.parse(down.get("checkedAt").asText()))
                .isAfterOrEqualTo(Instant.parse(up.getLast().get("checkedAt").asText()));
        assertThat(removed(Instant.now().minus(retention.kept()))).isEqualTo(1);
    }

    private int removed(Instant before) throws Exception {
        transactions.within(() -> retention.removeSome(before));
        return 3 - Tables.query(folder(), "SELECT id FROM service_checks WHERE id < 10").size();
    }
}
