package org.reelgraph.commands;

import java.util.concurrent.Callable;
import org.reelgraph.imports.SeedLibrary;
import org.reelgraph.imports.SeedLibrary.Size;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fills an empty database with test data. */
@Command(name = "seed", mixinStandardHelpOptions = true,
        description = "Fills an empty database with invented titles, always the same ones, to try things out.",
        exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
final class DbSeedCommand implements Callable<Integer> {

    @Option(names = "--size", required = true,
            description = "${COMPLETION-CANDIDATES}: 100, 5,000 or 100,000 series, movies, albums and books.")
    private Size size;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        return CommandLine.withLibrary(command, CommandLine.refusing(command, context -> {
            var out = command.commandLine().getOut();
            try (var progress = new ProgressIndicator(out, "Seed")) {
                context.getBean(SeedLibrary.class).fill(size, done -> progress.show(done, size.titles(),
                        done + " of " + size.titles() + " titles"));
            }
            out.println("The library has " + size.titles() + " invented titles of the source " + SeedLibrary.SOURCE
                    + ".");
            return 0;
        }));
    }
}
