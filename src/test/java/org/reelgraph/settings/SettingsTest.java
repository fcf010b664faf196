package org.reelgraph.settings;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.settings.declaration.DeclaredSetting;
import org.reelgraph.settings.declaration.DeclaredSettings;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.ServerTest;
import org.reelgraph.testing.SqliteOnly;
import org.reelgraph.testing.Tables;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Tag("database")
class SettingsTest {

    private static final String CHANGE = """
                                         mutation($name: String!, $value: String) { changeSetting(input: {name: $name, value: $value}) {
                                           setting { value source storedValue pending } userErrors { code path message } } }""";

    private final Path folder = ServerTest.newFolder("SettingsTest");

    private <T> T withServer(Map<String, Object> given, Function<GraphQlClient, T> work) {
        var settings = new HashMap<String, Object>(Accounts.SETTINGS);
        settings.putAll(Map.of("reelgraph.data-dir", folder.toString(), "micronaut.server.port", "-1"));
        settings.putAll(given);
        // Closed also if the server doesn't start, since its tasks would go on.
        try (var context = ApplicationContext.run(settings)) {
            return work.apply(Accounts.admin(context.getBean(EmbeddedServer.class).start().getURI()));
        }
    }

    private static JsonNode change(GraphQlClient client, String name, String value) {
        var variables = new HashMap<String, Object>(Map.of("name", name));
        variables.put("value", value);
        return client.data(CHANGE, variables).get("changeSetting");
    }

    private static String setting(GraphQlClient client, String name) {
        var all = client.data("{ settings { name value source storedValue pending } }").get("settings");
        return StreamSupport.stream(all.spliterator(), false).filter(each -> each.get("name").asText().equals(name))
                .map(each -> "%s %s %s %s".formatted(each.get("value").asText(), each.get("source").asText(),
                        each.get("storedValue").asText(), each.get("pending").asText()))
                .findFirst().orElseThrow();
    }

    // As an operation with more aliases than anybody allows is told it.
    private static int limit(GraphQlClient client) {
        var aliases = IntStream.range(0, 40).mapToObj(i -> "a" + i + ": __typename").collect(Collectors.joining(" "));
        var message = client.answer("{ viewer { " + aliases + " } }").at("/errors/0/message").asText();
        return Integer.parseInt(message.replaceAll(".* is (\\d+)\\..*", "$1"));
    }

    @Test
    void givenAStoredSetting_whenTheServerStartsAnew_thenItCountsUnlessTheEnvironmentSaysOtherwise() {
        withServer(Map.of(), client -> {
            assertThat(setting(client, "REELGRAPH_LIMITS_ALIASES")).isEqualTo("30 DEFAULT null false");
            assertThat(change(client, "REELGRAPH_LIMITS_ALIASES", "3").get("setting").toString())
                    .isEqualTo("{\"value\":\"30\",\"source\":\"DEFAULT\",\"storedValue\":\"3\",\"pending\":true}");
            assertThat(limit(client)).isEqualTo(30);
            return null;
        });
        withServer(Map.of(), client -> {
            assertThat(setting(client, "REELGRAPH_LIMITS_ALIASES")).isEqualTo("3 DATABASE 3 false");
            assertThat(change(client, "REELGRAPH_RATE_QUERIES", "0").at("/setting/pending").asBoolean()).isFalse();
            assertThat(limit(client)).isEqualTo(3);
            return null;
        });
        withServer(Map.of("reelgraph.limits.aliases", "2"), client -> {
            assertThat(setting(client, "REELGRAPH_LIMITS_ALIASES")).isEqualTo("2 ENVIRONMENT 3 false");
            assertThat(limit(client)).isEqualTo(2);
            assertThat(change(client, "REELGRAPH_LIMITS_ALIASES", null).at("/setting/storedValue").isNull()).isTrue();
            return null;
        });
        withServer(Map.of(), client -> {
            assertThat(setting(client, "REELGRAPH_LIMITS_ALIASES")).isEqualTo("30 DEFAULT null false");
            return null;
        });
    }

    @Test
    void givenSecrets_whenRead_thenTheyAreMasked() {
        var secret = "not for anybody's eyes, not even an admin's";
        withServer(Map.of("reelgraph.secret", secret), client -> {
            var all = client.data("{ settings { name value secret } }").toString();

            assertThat(setting(client, "REELGRAPH_ANONYMOUS")).isEqualTo("catalog DEFAULT null false");
            assertThat(all).doesNotContain(secret, Accounts.PASSWORD)
                    .contains("{\"name\":\"REELGRAPH_SECRET\",\"value\":\"********\",\"secret\":true}",
                            "{\"name\":\"REELGRAPH_ADMIN_PASSWORD\",\"value\":\"********\",\"secret\":true}");
            return null;
        });
    }

    @Test
    void givenValuesThatWontDo_whenStored_thenTheReasonIsSaidAndNothingIs() {
        withServer(Map.of(), client -> {
            assertThat(code(change(client, "REELGRAPH_NOTHING", "1"))).isEqualTo("NOT_FOUND [\"input\",\"name\"]");
            assertThat(code(change(client, "REELGRAPH_SECRET", "x".repeat(40))))
                    .isEqualTo("INVALID [\"input\",\"name\"]");
            assertThat(code(change(client, "REELGRAPH_DATA_DIR", "/etc"))).isEqualTo("INVALID [\"input\",\"name\"]");
            for (var wrong : List.of(List.of("LIMITS_DEPTH", "0"), List.of("LIMITS_DEPTH", "-1"),
                    List.of("LIMITS_DEPTH", "1.5"), List.of("LIMITS_DEPTH", ""), List.of("LIMITS_DEPTH", "99999999999"),
                    List.of("RATE_MUTATIONS", "-1"), List.of("AUDIT_RETENTION", "0s"), List.of("AUDIT_RETENTION", "10"),
                    List.of("AUDIT_RETENTION", "5000d"), List.of("AUDIT_RETENTION", "1s"),
                    List.of("LIMITS_DEPTH", "+5"),
                    List.of("LIMITS_DEPTH", "１２"), List.of("IMPORT_ZONE", "Mars"), List.of("ANONYMOUS", "all"))) {
                assertThat(code(change(client, "REELGRAPH_" + wrong.get(0), wrong.get(1)))).as(wrong.toString())
                        .isEqualTo("INVALID [\"input\",\"value\"]");
            }
            for (var right : List.of(List.of("RATE_MUTATIONS", "0"), List.of("AUDIT_RETENTION", "90d"),
                    List.of("LIMITS_TIME", "20s"), List.of("IMPORT_ZONE", "Europe/Berlin"),
                    List.of("SCHEDULES_ZONE", "UTC"),
                    List.of("ANONYMOUS", "none"))) {
                assertThat(code(change(client, "REELGRAPH_" + right.get(0), right.get(1)))).as(right.toString())
                        .isEqualTo("- ");
            }
            return null;
        });
        withServer(Map.of(), client -> {
            assertThat(setting(client, "REELGRAPH_ANONYMOUS")).isEqualTo("none DATABASE none false");
            assertThat(setting(client, "REELGRAPH_AUDIT_RETENTION")).isEqualTo("90d DATABASE 90d false");
            return null;
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"reelgraph.limits.nodes|abc|REELGRAPH_LIMITS_NODES is a whole number from 1",
            "reelgraph.limits.depth|0|REELGRAPH_LIMITS_DEPTH is a whole number from 1",
            "reelgraph.rate.queries|1.5|REELGRAPH_RATE_QUERIES is a whole number from 0",
            "reelgraph.limits.time|soon|REELGRAPH_LIMITS_TIME is a number with s",
            "reelgraph.audit.retention|year|REELGRAPH_AUDIT_RETENTION is a number of days",
            "reelgraph.sign-in.hash-memory|much|REELGRAPH_SIGN_IN_HASH_MEMORY is a whole number",
            "reelgraph.demo|perhaps|REELGRAPH_DEMO is true or false",
            "reelgraph.schedules.zone|Mars/X|REELGRAPH_SCHEDULES_ZONE is a zone such as Europe/Berlin",
            "micronaut.server.port|abc|MICRONAUT_SERVER_PORT is a port",
            "micronaut.server.port|-2|MICRONAUT_SERVER_PORT",
            "micronaut.server.port|70000|MICRONAUT_SERVER_PORT is a port"})
    void givenAValueThatCanNotBe_whenStarted_thenTheReasonSaysWhatItIsAndWhatItHasToBe(String property, String value,
            String reason) {
        assertThatThrownBy(() -> withServer(Map.of(property, value), client -> null))
                .hasStackTraceContaining(reason).hasStackTraceContaining(", not '" + value + "'.");
    }

    @Test
    void givenEmptyVariables_whenStarted_thenTheyCountAsUnset() throws SQLException {
        withServer(Map.of(), client -> null);
        Tables.run(folder, "INSERT INTO settings VALUES ('REELGRAPH_LIMITS_ALIASES', '3', 1)");

        withServer(Map.of("reelgraph.durability", "", "reelgraph.check", " ", "reelgraph.stop-wait", "",
                "reelgraph.limits.depth", "", "reelgraph.limits.aliases", ""), client -> {
                    assertThat(setting(client, "REELGRAPH_DURABILITY")).isEqualTo("full DEFAULT null false");
                    assertThat(setting(client, "REELGRAPH_CHECK")).isEqualTo("quick DEFAULT null false");
                    assertThat(setting(client, "REELGRAPH_STOP_WAIT")).isEqualTo("3s DEFAULT null false");
                    assertThat(limit(client)).isEqualTo(3);
                    return null;
                });
    }

    @Test
    @SqliteOnly
    void givenADatabaseThatIsNone_whenStarted_thenTheReasonNamesTheNewestBackup() throws IOException {
        Files.createDirectories(folder.resolve("backups"));
        Files.writeString(folder.resolve("reelgraph.db"),
                "This is text and no database, however long it may be. ".repeat(99));
        Files.writeString(folder.resolve("backups/reelgraph-20260101-000000-000-before-v9.db"), "");

        assertThatThrownBy(() -> withServer(Map.of(), client -> null))
                .hasStackTraceContaining("can't be read: the database is damaged. The newest backup is ")
                .hasStackTraceContaining("reelgraph-20260101-000000-000-before-v9.db.");
    }

    @Test
    void givenAVariableThatIsNoSetting_whenStarted_thenItIsToldWithTheNearestOne() {
        var appender = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(UnknownSettings.class);
        logger.addAppender(appender);
        appender.start();
        try {
            withServer(Map.of("REELGRAPH_CORS_ORIGIN", "https://app.example.org", "REELGRAPH_LIMITS_DEPTH", "18"),
                    client -> null);
        } finally {
            logger.detachAppender(appender);
        }

        assertThat(appender.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly(
                "REELGRAPH_CORS_ORIGIN is not a setting and has no effect. Do you mean REELGRAPH_CORS_ORIGINS?");
    }

    private static String code(JsonNode payload) {
        return payload.at("/userErrors/0/code").asText("-") + " " + payload.at("/userErrors/0/path");
    }

    @Test
    void givenAStoredValueThatCanNotBe_whenStarted_thenTheReasonNamesItAndTheVariableWins() throws SQLException {
        withServer(Map.of(), client -> null);
        Tables.run(folder,
                "INSERT INTO settings VALUES ('REELGRAPH_LIMITS_DEPTH', 'deep', 1), ('REELGRAPH_OF_TOMORROW', 'x', 1), ('REELGRAPH_SECRET', 'x', 1)");

        assertThatThrownBy(() -> withServer(Map.of(), client -> null))
                .hasStackTraceContaining("The database has 'deep' for REELGRAPH_LIMITS_DEPTH");
        withServer(Map.of("reelgraph.limits.depth", "18"), client -> {
            assertThat(setting(client, "REELGRAPH_LIMITS_DEPTH")).isEqualTo("18 ENVIRONMENT deep false");
            return null;
        });
    }

    @Test
    void givenTheDocumentation_whenItsLimitsAreRead_thenEachOfTheProgramIsExplained() throws IOException {
        var page = Files.readString(Path.of("src/docs/queries.md"));
        var section = page.substring(page.indexOf("\n## Limits"));

        assertThat(DeclaredSettings.ALL).extracting(DeclaredSetting::property)
                .filteredOn(name -> name.startsWith("reelgraph.limits."))
                .isNotEmpty().allMatch(
                        name -> section.contains("`" + name.substring("reelgraph.limits.".length()) + "`"));
    }

    @Test
    void givenTheFrameworksConfiguration_whenRead_thenItHoldsNoDefaultOfASetting() throws IOException {
        var internal = Set.of("reelgraph.serves", "reelgraph.storage", "reelgraph.migrations",
                "reelgraph.undo-migrations");

        assertThat(programsDefaults().keySet()).filteredOn(name -> name.startsWith("reelgraph."))
                .containsExactlyInAnyOrderElementsOf(internal);
    }

    private static Map<String, Object> programsDefaults() throws IOException {
        try (var file = SettingsTest.class.getResourceAsStream("/application.yml")) {
            return new YamlPropertySourceLoader().read("application", file);
        }
    }
}
