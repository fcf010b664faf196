package org.reelgraph.commands;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Optional;

/** Asks for a secret, which isn't shown, or reads it from standard input where nobody can be asked. */
final class SecretPrompt {

    private SecretPrompt() {
    }

    /** {@return the secret; empty if none was given} */
    static String read(String what) {
        var console = System.console();
        if (console != null && console.isTerminal()) {
            return Optional.ofNullable(console.readPassword(what + ": ")).map(String::new).orElse("");
        }
        try {
            var line = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
