package org.reelgraph.commands;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.copy.CopyTarget;
import org.reelgraph.storage.copy.CopyTargets;
import org.reelgraph.storage.salvage.Salvage;
import org.reelgraph.storage.salvage.Salvage.SalvagedTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a new library of what can be read of a damaged one. */
@Command(name = "salvage", mixinStandardHelpOptions = true,
        description = {"Makes a new library of what can be read of a damaged database file, and tells what was lost.",
                "The file isn't changed. Stop the server that uses it first."},
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all of it was read", "1:something was lost", "2:nothing was salvaged"},
        exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
final class DbSalvageCommand implements Callable<Integer> {

    private static final int MOST = 20;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "FILE", description = "The damaged file. Its -wal is read too, if it is beside it.")
    private Path file;

    @Option(names = "--to", paramLabel = "ADDRESS",
            description = "Where the new library is to be, as for db copy. By default, the folder salvaged beside the"
                    + " file.")
    private @Nullable String to;

    @Override
    public Integer call() {
        return CommandLine.withoutDatabase(command, this::salvage);
    }

    private int salvage(ApplicationContext context) {
        if (!Files.isRegularFile(file)) {
            throw new StorageException("There is no file " + file + ".");
        }
        var address = Optional.ofNullable(to).orElseGet(() -> context.getBean(Salvage.class).addressBeside(file));
        var target = context.getBean(CopyTargets.class).at(address, Optional.empty());
        var tables = salvage(context, target);
        tables.stream().filter(table -> table.rows() > 0 || !table.isWhole()).forEach(this::tell);
        var whole = tables.stream().allMatch(SalvagedTable::isWhole);
        print("The new library in %s has %d rows. %s".formatted(target.inWords(),
                tables.stream().mapToLong(SalvagedTable::rows).sum(),
                whole ? "Nothing of the tables was unreadable." : "What is named above is lost."));
        return whole ? 0 : 1;
    }

    private List<SalvagedTable> salvage(ApplicationContext context, CopyTarget target) {
        try (var progress = new CopyProgress(command.commandLine().getOut())) {
            return context.getBean(Salvage.class).salvage(file, target, progress);
        }
    }

    private void tell(SalvagedTable table) {
        print("%s: %d rows".formatted(table.name(), table.rows()));
        table.unread().forEach(part -> print("  unreadable: " + part.inWords()));
        table.refused().stream().limit(MOST)
                .forEach(row -> print("  left out: %s: %s".formatted(row.key(), row.rule())));
        if (table.refused().size() > MOST) {
            print("  left out: %d more rows".formatted(table.refused().size() - MOST));
        }
    }

    private void print(String line) {
        command.commandLine().getOut().println(line);
    }
}
