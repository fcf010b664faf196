package org.reelgraph.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reelgraph.testing.GraphQlClient;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What the program's own logback.xml makes of text that others wrote. */
class LogTest {

    private static final String FORGED = "x\n12:00:00.000 INFO  org.reelgraph.Server - All is well";

    private static List<String> lines(@Nullable Throwable exception, String message, Object... arguments) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var logger = context.getLogger("org.reelgraph.Test");
        var console = (ConsoleAppender<ILoggingEvent>) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("text");
        var event = new LoggingEvent("", logger, Level.WARN, message, exception, arguments);
        return new String(console.getEncoder().encode(event), StandardCharsets.UTF_8).lines().toList();
    }

    @ParameterizedTest
    @CsvSource({"'\n', \\n", "'\r\n', \\r\\n", "'\t', \\t", "'\u000b', \\u000b", "'\u0000', \\u0000",
            "'\u001b[2K', \\u001b[2K", "'\u009b2K', \\u009b2K", "'\u0085', \\u0085", "'\u2028', \\u2028",
            "'\u2029', \\u2029", "'\u202e', \\u202e", "'\u2066', \\u2066", "'\u200f', \\u200f", "'\ud800', \\ud800"})
    void givenATextWithAControlCharacter_whenLogged_thenItIsEscaped(String character, String escape) {
        assertThat(lines(null, "The file '{}'", "a" + character + "b")).singleElement().asString()
                .endsWith(" WARN  org.reelgraph.Test - The file 'a" + escape + "b'");
    }

    @Test
    void givenATextWithoutControlCharacters_whenLogged_thenItIsAsItWas() {
        assertThat(lines(null, "{}", "Amélie 千と千尋 👨‍👩‍👧 C:\\new")).singleElement().asString()
                .endsWith(" - Amélie 千と千尋 👨‍👩‍👧 C:\\new");
    }

    @Test
    void givenExceptionsWhoseMessagesLookLikeLines_whenLogged_thenOnlyTheirStacksAreLines() {
        var cause = new IllegalArgumentException(FORGED);
        cause.addSuppressed(new IllegalStateException(FORGED));
        var lines = lines(new IllegalStateException(FORGED, cause), "It failed");

        assertThat(lines).filteredOn(line -> !line.strip().startsWith("at ") && !line.strip().startsWith("... "))
                .hasSize(4).allSatisfy(line -> assertThat(line).doesNotStartWith("12:00:00.000"));
        assertThat(lines).anyMatch(line -> line.startsWith("Caused by: java.lang.IllegalArgumentException: x\\n12:"))
                .anyMatch(line -> line.strip().startsWith("Suppressed: java.lang.IllegalStateException: x\\n12:"))
                .anyMatch(line -> line.startsWith("\tat org.reelgraph.logging.LogTest."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Authorization: Bearer abc.def-123 | Authorization: ***",
            "headers {authorization=Basic dXNlcjpwYXNz, accept=*/*} | headers {authorization=***, accept=*/*}",
            "Cookie: a=b; c=d | Cookie: ***", "It sent Bearer abcdef | It sent Bearer ***",
            "http://host/api?apikey=0123&cmd=get_metadata&rating_key=17 | http://host/api?apikey=***&cmd=get_metadata&rating_key=17",
            "http://host/library?X-Plex-Token=abc. | http://host/library?X-Plex-Token=***",
            "http://host/a?token=abc&key=d#e | http://host/a?token=***&key=***#e",
            "jdbc:postgresql://host/db?user=u&password=a%2Fb&ssl=true | jdbc:postgresql://host/db?user=u&password=***&ssl=true",
            "postgresql://reel:a%40b@host:5432/db | postgresql://reel:***@host:5432/db",
            "{\"password\": \"a b, c\", \"name\": \"Ada\"} | {\"password\": \"***\", \"name\": \"Ada\"}",
            "{\"apiKey\":\"abc\",\"x\":1} | {\"apiKey\":\"***\",\"x\":1}", "password=abc, x | password=***, x",
            "REELGRAPH_DATABASE_PASSWORD=abc def | REELGRAPH_DATABASE_PASSWORD=*** def",
            "The key rg_abcdefgh12345678 is unknown | The key rg_*** is unknown",
            "eyJhbGciOi.eyJzdWIiOi.c2ln is expired | *** is expired"})
    void givenASecret_whenLogged_thenItIsNotShown(String message, String shown) {
        assertThat(lines(new IllegalStateException(message), message).subList(0, 2)).extracting(String::strip)
                .satisfiesExactly(line -> assertThat(line).endsWith(" - " + shown),
                        line -> assertThat(line).isEqualTo("java.lang.IllegalStateException: " + shown));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Create the first admin with the set-up token ABCD-1234", "Wrong password",
            "The page https://example.org/a?b=c has moved", "Basic authentication isn't offered",
            "12:00:01: all is well"})
    void givenATextWithoutSecrets_whenLogged_thenItStays(String message) {
        assertThat(lines(null, message)).singleElement().asString().endsWith(" - " + message);
    }

    @Test
    void givenTheFormatJson_whenLogged_thenEachEntryIsAnObjectOnALine() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var layout = new JsonLayout();
        layout.setContext(context);
        layout.start();
        var event = new LoggingEvent("", context.getLogger("org.reelgraph.Test"), Level.WARN,
                "It \"failed\"\nwith apikey={}", new IllegalStateException("password=abc"), new Object[]{"abc"});

        var line = layout.doLayout(event);

        assertThat(line.lines()).hasSize(1);
        var entry = GraphQlClient.json(line);
        assertThat(Instant.parse(entry.get("time").asText())).isEqualTo(event.getInstant());
        assertThat(entry.get("level").asText()).isEqualTo("WARN");
        assertThat(entry.get("logger").asText()).isEqualTo("org.reelgraph.Test");
        assertThat(entry.get("message").asText()).isEqualTo("It \"failed\"\\nwith apikey=***");
        assertThat(entry.get("stack").asText()).startsWith("java.lang.IllegalStateException: password=***\n\tat ");
    }

    @Test
    void givenAHugeText_whenLogged_thenTheLineTellsHowMuchItLeavesOut() {
        assertThat(lines(new IllegalStateException("y".repeat(100_000)), "x".repeat(100_000)))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(5_000))
                .anyMatch(line -> line.endsWith("xxx… (96000 characters more)"))
                .anyMatch(line -> line.endsWith("yyy… (98000 characters more)"));
    }
}
