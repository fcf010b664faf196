package org.reelgraph.accounts.users;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reelgraph.testing.Accounts;
import org.reelgraph.testing.GraphQlClient;
import org.reelgraph.testing.RefusedStart;
import org.reelgraph.testing.ServerTest;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Servers at their first start. */
@Tag("database")
class FirstAdminTest {

    private static final String CREATE = """
                                         mutation($token: String!, $email: String!, $password: String!) {
                                           createFirstAdmin(input: {setupToken: $token, email: $email, password: $password}) {
                                             accessToken user { email role } userErrors { code path } } }""";
    private static final Pattern TOKEN = Pattern.compile("set-up token (\\w{32})");

    private static String lines(ListAppender<ILoggingEvent> appender) {
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
    }

    private static String token(ListAppender<ILoggingEvent> appender) {
        var found = TOKEN.matcher(lines(appender));
        return found.find() ? found.group(1) : "none";
    }

    @Test
    void givenNoUser_whenTheTokenOfTheLogIsUsed_thenThereIsAnAdminAndTheTokenIsSpent() {
        var folder = ServerTest.newFolder("FirstAdminTest").toString();
        var appender = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(FirstAdmin.class);
        logger.addAppender(appender);
        appender.start();
        var settings = Map.<String, Object>of("reelgraph.data-dir", folder, "micronaut.server.port", "-1",
                "reelgraph.sign-in.hash-memory", "64");
        try (var server = ApplicationContext.run(EmbeddedServer.class, settings)) {
            var client = new GraphQlClient(server.getURI());
            var input = Map.<String, Object>of("token", token(appender), "email", "First@example.org", "password",
                    Accounts.PASSWORD);
            assertThat(code(client, with(input, "token", "guessed")))
                    .isEqualTo("INVALID_CREDENTIALS [\"input\",\"setupToken\"]");
            assertThat(code(client, with(input, "password", "short")))
                    .isEqualTo("OUT_OF_RANGE [\"input\",\"password\"]");
            assertThat(code(client, with(input, "email", "nobody"))).isEqualTo("INVALID [\"input\",\"email\"]");

            var first = client.data(CREATE, with(input, "token", " " + token(appender) + "\n")).get("createFirstAdmin");
            assertThat(first.get("user").toString()).isEqualTo("{\"email\":\"first@example.org\",\"role\":\"ADMIN\"}");
            assertThat(client.with(first.get("accessToken").asText()).data("{ importJobs { totalCount } }").toString())
                    .contains("0");

            assertThat(code(client, with(input, "email", "second@example.org"))).startsWith("INVALID_CREDENTIALS");
        }
        appender.list.clear();
        try (var again = ApplicationContext.run(EmbeddedServer.class, settings)) {
            assertThat(again.isRunning()).isTrue();
            assertThat(token(appender)).as("at the next start").isEqualTo("none");
        } finally {
            logger.detachAppender(appender);
        }
    }

    private static Map<String, Object> with(Map<String, Object> input, String name, String value) {
        var changed = new HashMap<>(input);
        changed.put(name, value);
        return changed;
    }

    private static String code(GraphQlClient client, Map<String, Object> input) {
        var error = client.data(CREATE, input).at("/createFirstAdmin/userErrors/0");
        return error.get("code").asText() + " " + error.get("path");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"owner@example.org | | one of them is missing",
            "| nine quiet lanterns | one of them is missing", "nobody | nine quiet lanterns | REELGRAPH_ADMIN_EMAIL",
            "owner@example.org | short | REELGRAPH_ADMIN_PASSWORD can't be used"})
    void givenSettingsThatMakeNoAdmin_whenStarted_thenTheReasonNamesThem(String email, String password, String reason) {
        var settings = new HashMap<String, Object>(Map.of("reelgraph.data-dir",
                ServerTest.newFolder("FirstAdminTest").toString(), "micronaut.server.port", "-1"));
        settings.put("reelgraph.admin.email", email == null ? "" : email);
        settings.put("reelgraph.admin.password", password == null ? "" : password);

        RefusedStart.of(settings)
                .hasStackTraceContaining(reason);
    }
}
