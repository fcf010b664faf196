package org.reelgraph.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** What the program's own logback.xml makes of text that others wrote. */
class LogTest {

    private static final String FORGED = "x\n12:00:00.000 INFO  org.reelgraph.Server - All is well";

    private static List<String> lines(@Nullable Throwable exception, String message, Object... arguments) {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var logger = context.getLogger("org.reelgraph.Test");
        var console = (ConsoleAppender<ILoggingEvent>) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDOUT");
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

    @Test
    void givenAHugeText_whenLogged_thenTheLineTellsHowMuchItLeavesOut() {
        assertThat(lines(new IllegalStateException("y".repeat(100_000)), "x".repeat(100_000)))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(5_000))
                .anyMatch(line -> line.endsWith("xxx… (96000 characters more)"))
                .anyMatch(line -> line.endsWith("yyy… (98000 characters more)"));
    }
}
