package org.reelgraph;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.reelgraph.commands.Ended;
import org.reelgraph.testing.ServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What commands print of what others wrote. */
class TerminalTest {

    @Test
    void givenAFileWhoseNameAndTextControlATerminal_whenImported_thenTheyArePrintedEscaped() throws IOException {
        var file = ServerTest.newFolder("TerminalTest").resolve("users\u001b[2J\nUSER owner@example.org.json");
        Files.writeString(file, "{\"1\": {\"email\": \"\\u001b]0;x\\u0007\\nCREATED nobody@example.org\"}}");
        System.setProperty("reelgraph.data-dir", file.getParent().toString());
        try {
            var users = Ended.of("user", "import", file);
            var media = Ended.of("import", file, "--format", "JSON_LINES");

            assertThat(users.out().lines()).hasSize(2).first().asString()
                    .isEqualTo(
                            "FAILED \\u001b]0;x\\u0007\\nCREATED nobody@example.org (1) The email "
                                    + "'\\u001b]0;x\\u0007\\nCREATED nobody@example.org' is not an e-mail address.");
            assertThat(media.out() + media.err()).contains("\\u001b[2J\\nUSER").doesNotContain("\u001b");
        } finally {
            System.clearProperty("reelgraph.data-dir");
        }
    }
}
