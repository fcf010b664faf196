package org.reelgraph;

import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.reelgraph.commands.CommandLine;
import org.reelgraph.training.Exercises;
import org.reelgraph.training.InventedFile;

/**
 * The program as a JVM gets to know it: a server's life, then some commands. {@code Training} starts it in a process of its
 * own.
 */
final class TrainingRun {

    private static final String SECOND_FILE = "second.jsonl";

    private TrainingRun() {
    }

    /**
     * Does it in the current folder, below which the data folder of the settings is.
     *
     * @throws IOException if something of it fails
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (var program = Server.start(new String[0])) {
            new Exercises(program.getBean(EmbeddedServer.class).getURI(), Path.of("data", "import")).run();
        }
        InventedFile.SECOND.write(Path.of(SECOND_FILE));
        for (var command : List.of("import " + SECOND_FILE, "user list", "db check", "backup create")) {
            run(command);
        }
        System.exit(0);
    }

    private static void run(String command) throws IOException {
        var code = CommandLine.run(command.split(" "));
        if (code != 0) {
            throw new IOException("The command " + command + " ended with " + code);
        }
    }
}
