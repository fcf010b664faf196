package org.reelgraph.commands;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.reelgraph.testing.ProgramProcess;
import org.reelgraph.testing.TestDatabase;

/** How a command of the program ended, and what it printed. */
public record Ended(int code, String out, String err) {

    /** {@return the end of a command, run in this process} */
    public static Ended of(Object... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = CommandLine.commands(out, err)
                .execute(Arrays.stream(args).map(Object::toString).toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }

    /** {@return the end of the program in a process of its own} */
    public static Ended ofProgram(Map<String, String> environment, String... args)
            throws IOException, InterruptedException {
        var program = ProgramProcess.of(args);
        program.environment().putAll(environment);
        Optional.ofNullable(environment.get("REELGRAPH_DATA_DIR")).map(Path::of).flatMap(TestDatabase::address)
                .ifPresent(address -> program.environment().putIfAbsent("REELGRAPH_DATABASE", address));
        var process = program.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, err);
    }
}
