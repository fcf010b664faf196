package org.reelgraph.commands;

import io.micronaut.context.ApplicationContext;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.storage.DatabasePlace;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.copy.CopyTarget;
import org.reelgraph.storage.copy.CopyTargets;
import org.reelgraph.storage.copy.LibraryCopy;
import org.reelgraph.storage.copy.TableSum;
import org.reelgraph.storage.migrations.AcceptedLoss;
import org.reelgraph.storage.migrations.SchemaUndo;
import org.reelgraph.storage.migrations.SchemaVersions;
import org.reelgraph.storage.migrations.ScriptRun;
import org.reelgraph.storage.migrations.ScriptState;
import org.reelgraph.storage.migrations.ScriptState.State;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is done with the database as a whole, whether or not the server is running. */
@Command(name = "db", description = "Looks after the database and its tables, and copies the library.",
        mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
        subcommands = {DbCheckCommand.class, DbRepairCommand.class, DbSalvageCommand.class, DbDiagramCommand.class,
                DbResetCommand.class, DbConvertLegacyCommand.class, DbSeedCommand.class})
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
        return CommandLine.withLibrary(command, CopyTargets.SETTINGS,
                context -> copy(context, to, Optional.ofNullable(passwordFile)));
    }

    private int copy(ApplicationContext context, String to, Optional<String> passwordFile) {
        var copy = context.getBean(LibraryCopy.class);
        try {
            var target = context.getBean(CopyTargets.class).at(to, passwordFile);
            var sums = copy(copy, target);
            sums.stream().sorted(Comparator.comparing(TableSum::table)).forEach(
                    sum -> print("%s: %d rows, SHA-256 %s".formatted(sum.table(), sum.rows(), sum.checksum())));
            print("Copied %d rows in %d tables to %s; both sides have these checksums."
                    .formatted(sums.stream().mapToLong(TableSum::rows).sum(), sums.size(), target.inWords()));
            CommandLine.record(context, "copyLibrary", null, target.inWords());
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

    @Command(name = "status", description = "Tells which version the database's tables have, and what is pending.",
            mixinStandardHelpOptions = true)
    int status() {
        return CommandLine.withStorage(command, context -> {
            var scripts = context.getBean(SchemaVersions.class).scripts();
            var applied = of(scripts, State.APPLIED);
            var pending = of(scripts, State.PENDING);
            print("Database: " + context.getBean(DatabasePlace.class).inWords());
            print("Version:  " + (applied.isEmpty() ? "none" : "V" + applied.getLast().version()));
            print("Pending:  " + (pending.isEmpty() ? "nothing" : names(pending)));
            var unknown = of(scripts, State.UNKNOWN);
            if (!unknown.isEmpty()) {
                print("Unknown:  " + names(unknown) + " (of a later version of Reelgraph)");
            }
            return 0;
        });
    }

    private static List<ScriptState> of(List<ScriptState> scripts, State state) {
        return scripts.stream().filter(script -> script.state() == state).toList();
    }

    private static String names(List<ScriptState> scripts) {
        return scripts.stream().map(script -> "V" + script.version()).collect(Collectors.joining(", "));
    }

    @Command(name = "history", description = "Lists all migration scripts, and when each ran.",
            mixinStandardHelpOptions = true)
    int history() {
        return CommandLine.withStorage(command, context -> {
            var table = new TextTable("VERSION", "DESCRIPTION", "STATE", "AT", "MS");
            context.getBean(SchemaVersions.class).scripts()
                    .forEach(script -> table.row("V" + script.version(), script.description(), script.state(),
                            script.at().map(String::valueOf).orElse("-"), script.milliseconds()));
            table.print(command.commandLine().getOut());
            return 0;
        });
    }

    @Command(name = "validate", description = "Compares the scripts that ran with those of this program.",
            mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:they are the same", "1:they differ", "2:nothing was compared"})
    int validate() {
        return CommandLine.withStorage(command, context -> {
            var problems = context.getBean(SchemaVersions.class).problems();
            problems.forEach(this::print);
            if (problems.isEmpty()) {
                print("The scripts that ran are those of this program.");
            }
            return problems.isEmpty() ? 0 : 1;
        });
    }

    @Command(name = "migrate", description = "Brings the tables up to date, after a backup. No server may be running.",
            mixinStandardHelpOptions = true)
    int migrate(
            @Option(names = "--to", paramLabel = "VERSION",
                    description = "The last script to run. By default, all are run.") @Nullable String to,
            @Option(names = "--dry-run",
                    description = "Runs the scripts on a copy and reports what they do.") boolean dryRun) {
        var label = new StringBuilder();
        var code = CommandLine.withStorage(command, context -> {
            var versions = context.getBean(SchemaVersions.class);
            var target = Optional.ofNullable(to).map(DbCommand::version);
            if (dryRun) {
                return report(versions.rehearse(target), "Nothing is pending.", "Nothing was changed.");
            }
            var migrated = versions.migrate(target);
            migrated.backup().ifPresent(copy -> print("Backup: " + copy));
            var ran = migrated.scripts();
            ran.forEach(script -> print("V%s %s: %d ms".formatted(script.version(), script.description(),
                    script.milliseconds())));
            print(ran.isEmpty() ? "Nothing is pending." : "The database is at V" + ran.getLast().version() + ".");
            if (!ran.isEmpty() && of(versions.scripts(), State.PENDING).isEmpty()) {
                label.append("to V").append(ran.getLast().version());
            }
            return 0;
        });
        // Only the latest tables are those that the program can write to.
        return label.isEmpty() ? code : CommandLine.withRecord(command, "migrateDatabase", label.toString());
    }

    private static String version(String text) {
        return text.replaceFirst("^[Vv]", "");
    }

    private int report(List<ScriptRun> runs, String none, String end) {
        if (runs.isEmpty()) {
            print(none);
            return 0;
        }
        var table = new TextTable("SCRIPT", "STATEMENTS", "ROWS", "MS");
        runs.forEach(run -> table.row(run.script(), run.statements(), run.rows(), run.time().toMillis()));
        table.print(command.commandLine().getOut());
        print(end);
        return 0;
    }

    @Command(name = "undo", description = {"Takes the tables back to an earlier version, after a backup.",
            "All steps are one transaction. No server may be running. A server of this version would bring the tables up"
                    + " to date again."},
            mixinStandardHelpOptions = true)
    int undo(
            @Option(names = "--to", paramLabel = "VERSION",
                    description = "The version that is left, or 0. By default, one script is undone.") @Nullable String to,
            @Option(names = "--accept-loss", paramLabel = "NAME", split = ",",
                    description = "Tables, and columns such as connections.source, of which data may be"
                            + " lost.") @Nullable List<String> acceptLoss) {
        return CommandLine.withStorage(command, context -> {
            var undone = context.getBean(SchemaUndo.class).undo(Optional.ofNullable(to).map(DbCommand::version),
                    AcceptedLoss.of(Optional.ofNullable(acceptLoss).orElse(List.of())));
            undone.backup().ifPresent(copy -> print("Backup: " + copy));
            undone.losses().forEach(loss -> print("Lost: " + loss.inWords()));
            return report(undone.runs(), "There is nothing to undo.", "The database was taken back."
                    + " Now start the version that it is for: this one would bring it up to date again.");
        });
    }

    private void print(String line) {
        command.commandLine().getOut().println(line);
    }
}
