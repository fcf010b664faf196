package org.reelgraph.commands;

import io.micronaut.context.ApplicationContext;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.reelgraph.storage.DatabasePlace;
import org.reelgraph.storage.migrations.AcceptedLoss;
import org.reelgraph.storage.migrations.SchemaUndo;
import org.reelgraph.storage.migrations.SchemaVersions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Empties the database by going all the way back and forth. */
@Command(name = "reset", mixinStandardHelpOptions = true,
        description = "Empties the database, after a backup. No server may be running.",
        exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
final class DbResetCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(names = "--yes", description = "Confirms that everything may be deleted: the library, users and settings.")
    private boolean confirmed;

    @Override
    public Integer call() {
        var code = CommandLine.withStorage(command, this::reset);
        return code == 0 ? CommandLine.withRecord(command, "resetDatabase", "everything") : code;
    }

    private int reset(ApplicationContext context) {
        var place = context.getBean(DatabasePlace.class).inWords();
        if (!confirmed) {
            return CommandLine.failed(command, "This deletes everything in the database in " + place
                    + ". To confirm it, add --yes.");
        }
        var undone = context.getBean(SchemaUndo.class).undo(Optional.of(SchemaUndo.NOTHING), AcceptedLoss.ANY);
        context.getBean(SchemaVersions.class).migrate(Optional.empty());
        var out = command.commandLine().getOut();
        undone.backup().ifPresent(copy -> out.println("Backup: " + copy));
        out.println("The database in " + place + " is empty.");
        return 0;
    }
}
