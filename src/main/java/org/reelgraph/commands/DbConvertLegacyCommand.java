package org.reelgraph.commands;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.reelgraph.imports.formats.ImportSource;
import org.reelgraph.imports.formats.LegacySqlite;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.jobs.ImportJobs;
import org.reelgraph.imports.legacy.LegacyComparison;
import org.reelgraph.imports.legacy.LegacyFiles;
import org.reelgraph.imports.legacy.LegacyReader;
import org.reelgraph.imports.merge.ImportOptions;
import org.reelgraph.imports.merge.OptionsInput;
import org.reelgraph.imports.records.Validation;
import org.reelgraph.jobs.JobState;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings an old database of Plex Exporter over, and compares each of its rows with the library. */
@Command(name = "convert-legacy", mixinStandardHelpOptions = true,
        description = {"Brings a database of Plex Exporter over, of any age, and compares each row with the library.",
                "The file isn't changed unless --drop-legacy says so."},
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:all of it is in the library",
                "1:done, but some rows differ or can't be carried over, or the old tables stay", "2:nothing done"},
        exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
final class DbConvertLegacyCommand implements Callable<Integer> {

    private static final int SOME_DIFFER = 1;

    @Parameters(paramLabel = "FILE", description = "The database; also one in the import folder.")
    private Path file;

    @Mixin
    private final SourceOptions target = new SourceOptions();

    @Option(names = "--dry-run", description = "Compare only, without changing the library.")
    private boolean dryRun;

    @Option(names = "--drop-legacy",
            description = "If all rows are equal, remove the old tables from the file, after a backup beside it.")
    private boolean dropLegacy;

    @Option(names = "--accept-loss", paramLabel = "TABLE", split = ",",
            description = "With --drop-legacy: tables of which rows may be lost that aren't equal.")
    private List<String> acceptLoss = List.of();

    @Option(names = "--json", description = "Print the report as JSON, with each row.")
    private boolean json;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        if (dryRun && dropLegacy) {
            return CommandLine.failed(command, "A dry run removes nothing: --dry-run and --drop-legacy exclude each"
                    + " other.");
        }
        if (!acceptLoss.isEmpty() && !dropLegacy) {
            return CommandLine.failed(command, "Nothing would be lost: --accept-loss is for --drop-legacy.");
        }
        return CommandLine.withLibrary(command, CommandLine.refusing(command, this::convert));
    }

    private int convert(ApplicationContext context) {
        var validation = Validation.ofRequest();
        var options = OptionsInput.read(Map.of("source", target.source, "onConflict", target.onConflict), validation);
        if (!validation.errors().isEmpty()) {
            return CommandLine.failed(command, validation.errors().getFirst().message());
        }
        var jobs = context.getBean(ImportJobs.class);
        var files = context.getBean(LegacyFiles.class);
        try (var interruption = Interruption.by(jobs::cancel)) {
            var path = ImportSource.anywhere(file, context.getBean(Folders.class).importDir()).path();
            if (dropLegacy) {
                files.requireUnused(path);
            }
            // Held open, so that nothing is removed from a file that has changed meanwhile.
            try (var tables = files.open(path)) {
                if (!dryRun && !isImported(jobs, path, options)) {
                    return CommandLine.NOTHING_DONE;
                }
                var comparison = new LegacyComparison();
                var trial = jobs.run(path, LegacySqlite.FORMAT, ImportOptions.of(options.source()).asDryRun(),
                        comparison, target.local);
                if (!isDone(trial)) {
                    tell("The rows could not be compared: " + trial.job().error());
                    return dryRun ? CommandLine.NOTHING_DONE : SOME_DIFFER;
                }
                var losses = report(path, tables, comparison);
                var isDropped = dropLegacy && areAccepted(losses) && drop(context, path, tables, losses);
                return losses.isEmpty() && isDropped == dropLegacy ? 0 : SOME_DIFFER;
            }
        } catch (SourceException e) {
            return CommandLine.failed(command, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CommandLine.NOTHING_DONE;
        }
    }

    private boolean isImported(ImportJobs jobs, Path path, ImportOptions options)
            throws SourceException, InterruptedException {
        var commandLine = command.commandLine();
        try (var progress = new ImportProgress(json ? commandLine.getErr() : commandLine.getOut(),
                commandLine.getErr(), false)) {
            var ended = jobs.run(path, LegacySqlite.FORMAT, options, progress, target.local);
            progress.summary(ended);
            return isDone(ended);
        }
    }

    private static boolean isDone(ImportJobs.Ended ended) {
        return ended.job().state() == JobState.SUCCEEDED
                || ended.job().state() == JobState.COMPLETED_WITH_ERRORS;
    }

    private Map<String, String> report(Path path, LegacyReader tables, LegacyComparison comparison)
            throws SourceException {
        try (var report = json
                ? LegacyReport.inJson(command.commandLine().getOut(), path)
                : LegacyReport.inText(command.commandLine().getOut())) {
            comparison.read(tables, report);
            return report.losses();
        }
    }

    private boolean areAccepted(Map<String, String> losses) {
        var meaningless = acceptLoss.stream().filter(table -> !losses.containsKey(table)).toList();
        if (!meaningless.isEmpty()) {
            tell("The old tables were left in the file, since --accept-loss names what wouldn't be lost: "
                    + String.join(", ", meaningless) + ".");
            return false;
        }
        var further = losses.keySet().stream().filter(table -> !acceptLoss.contains(table)).toList();
        if (!further.isEmpty()) {
            tell("The old tables were left in the file, since this would be lost: "
                    + String.join("; ", losses.values()) + ". To accept it, add --accept-loss "
                    + String.join(",", losses.keySet()) + ".");
        }
        return further.isEmpty();
    }

    private boolean drop(ApplicationContext context, Path path, LegacyReader tables, Map<String, String> losses) {
        Path backup;
        try {
            backup = context.getBean(LegacyFiles.class).dropTables(path, tables);
        } catch (StorageException e) {
            tell("The rows were imported and compared, but the old tables were left in the file. " + e.getMessage()
                    + " Repeat the command to remove them.");
            return false;
        }
        tell("The old tables were removed. Backup: " + backup);
        losses.values().forEach(loss -> tell("Lost: " + loss));
        CommandLine.record(context, "dropLegacyTables", null, path + ", backup " + backup);
        return true;
    }

    private void tell(String line) {
        command.commandLine().getErr().println(line);
    }
}
