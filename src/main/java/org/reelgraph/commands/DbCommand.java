package org.reelgraph.commands;

import io.micronaut.context.ApplicationContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.WriteTransactions;
import org.reelgraph.storage.copy.CopyTarget;
import org.reelgraph.storage.copy.LibraryCopy;
import org.reelgraph.storage.copy.TableSum;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is done with the database as a whole, whether or not the server is running. */
@Command(name = "db", description = "Copies the library to another database, whether or not the server is running.",
        mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class DbCommand {

    @Spec
    private CommandSpec command;

    @Command(name = "copy", mixinStandardHelpOptions = true,
            description = "Copies the whole library, in the state of one moment, to an empty database of any kind.",
            exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:done", "2:nothing copied"},
            exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
    int copy(
            @Option(names = "--to", required = true, paramLabel = "ADDRESS",
                    description = "The address of the database, as for REELGRAPH_DATABASE, or that of a data folder."
                            + " The password may be in REELGRAPH_TARGET_PASSWORD instead.") String to,
            @Option(names = "--password-file", paramLabel = "FILE",
                    description = "A file with the password for the address.") @Nullable String passwordFile) {
        return CommandLine.withLibrary(command, LibraryCopy.SETTINGS,
                context -> copy(context, to, Optional.ofNullable(passwordFile)));
    }

    private int copy(ApplicationContext context, String to, Optional<String> passwordFile) {
        var copy = context.getBean(LibraryCopy.class);
        try {
            var target = copy.target(to, passwordFile);
            var sums = copy(copy, target);
            sums.stream().sorted(Comparator.comparing(TableSum::table)).forEach(
                    sum -> print("%s: %d rows, SHA-256 %s".formatted(sum.table(), sum.rows(), sum.checksum())));
            print("Copied %d rows in %d tables to %s; both sides have these checksums."
                    .formatted(sums.stream().mapToLong(TableSum::rows).sum(), sums.size(), target.inWords()));
            context.getBean(WriteTransactions.class).within(() -> {
                context.getBean(AuditTrail.class).record(Actor.COMMAND_LINE, "copyLibrary", Outcome.SUCCESS, null,
                        target.inWords());
                return true;
            });
            return 0;
        } catch (StorageException e) {
            return CommandLine.failed(command, String.valueOf(e.getMessage()));
        }
    }

    private List<TableSum> copy(LibraryCopy copy, CopyTarget target) {
        try (var progress = new CopyProgress(command.commandLine().getOut())) {
            return copy.copyTo(target, progress);
        }
    }

    private void print(String line) {
        command.commandLine().getOut().println(line);
    }
}
