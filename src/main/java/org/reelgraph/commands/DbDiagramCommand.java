package org.reelgraph.commands;

import java.util.concurrent.Callable;
import org.reelgraph.storage.copy.LibraryTables;
import org.reelgraph.storage.tables.SchemaDiagram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Draws the tables. */
@Command(name = "diagram", mixinStandardHelpOptions = true,
        description = "Prints an ER diagram of the tables, as Markdown with Mermaid.",
        exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
final class DbDiagramCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        return CommandLine.withLibrary(command, context -> {
            SchemaDiagram.of(context.getBean(LibraryTables.class).all()).lines()
                    .forEach(command.commandLine().getOut()::println);
            return 0;
        });
    }
}
