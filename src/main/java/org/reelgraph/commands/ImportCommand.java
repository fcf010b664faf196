package org.reelgraph.commands;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.errors.UserErrorCode;
import org.reelgraph.imports.deletion.DeletionGuard;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.jobs.ImportJobs;
import org.reelgraph.imports.merge.ImportOptions.ErrorPolicy;
import org.reelgraph.imports.merge.OptionsInput;
import org.reelgraph.imports.records.Validation;
import org.reelgraph.jobs.JobState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports a file or folder, whether or not the server is running. */
@Command(name = "import", mixinStandardHelpOptions = true, versionProvider = CommandLine.Version.class,
        description = "Imports a file or folder into the library, whether or not the server is running.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {
                "0:done", "1:done, but for some records that failed",
                "2:nothing done: wrong usage, nothing to import, or all failed"},
        exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
final class ImportCommand implements Callable<Integer> {

    private static final int SOME_FAILED = 1;

    @Parameters(paramLabel = "PATH", description = "The file or folder; also one in the import folder.")
    private Path path;

    @Option(names = "--format", completionCandidates = FormatNames.OfImports.class,
            converter = FormatNames.OfImports.class,
            description = "${COMPLETION-CANDIDATES}; detected from the content by default.")
    private @Nullable String format;

    @Mixin
    private final SourceOptions target = new SourceOptions();

    @Option(names = "--error-policy", defaultValue = "IGNORE_FAILED",
            description = "What an invalid record means for the others: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private ErrorPolicy errorPolicy;

    @Option(names = "--prune", description = "Delete seasons and episodes that a list no longer contains.")
    private boolean prune;

    @Option(names = "--strict", description = "Fail a record with an unusable value instead of dropping the value.")
    private boolean strict;

    @Option(names = "--complete",
            description = "The import contains everything that its source has: count the items it doesn't contain.")
    private boolean complete;

    @Option(names = "--remove-missing",
            description = "Delete items that the import, which is complete, doesn't contain, if they are few.")
    private boolean removeMissing;

    @Option(names = "--max-removals", paramLabel = "N",
            description = "With --remove-missing: delete up to N items, regardless of how many the source has.")
    private @Nullable Integer maxRemovals;

    @Option(names = "--confirm-deletions", paramLabel = "TOKEN",
            description = "Delete what an earlier import withheld, whose token this is.")
    private @Nullable String confirmDeletions;

    @Option(names = "--dry-run", description = "Report what would happen, without changing the library.")
    private boolean dryRun;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        return CommandLine.withLibrary(command,
                context -> run(context.getBean(ImportJobs.class), context.getBean(DeletionGuard.class)));
    }

    private int run(ImportJobs jobs, DeletionGuard guard) {
        var validation = Validation.ofRequest();
        var input = new HashMap<String, Object>(Map.of("source", target.source, "onConflict",
                target.onConflict, "errorPolicy",
                errorPolicy, "prune", prune, "dryRun", dryRun, "strict", strict, "complete", complete, "removeMissing",
                removeMissing));
        input.put("maxRemovals", maxRemovals);
        input.put("confirmDeletions", confirmDeletions);
        var options = OptionsInput.read(input, validation);
        guard.check(confirmDeletions).ifPresent(
                why -> validation.error(UserErrorCode.NOT_FOUND, why, OptionsInput.PLACE.below("confirmDeletions")));
        if (!validation.errors().isEmpty()) {
            validation.errors().forEach(error -> command.commandLine().getErr().println(error.message()));
            return CommandLine.NOTHING_DONE;
        }
        try (var interruption = Interruption.by(jobs::cancel);
                var report = new ImportProgress(command.commandLine().getOut(),
                        command.commandLine().getErr(), dryRun)) {
            var ended = jobs.run(path, format, options, report, target.local);
            report.summary(ended);
            return exitCode(ended);
        } catch (SourceException e) {
            return CommandLine.failed(command, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CommandLine.NOTHING_DONE;
        }
    }

    static int exitCode(ImportJobs.Ended ended) {
        var imported = ended.imported();
        var state = ended.job().state();
        var taken = imported.processed() - imported.failed() - (state == JobState.FAILED ? imported.skipped() : 0);
        return state == JobState.SUCCEEDED ? 0 : taken > 0 ? SOME_FAILED : CommandLine.NOTHING_DONE;
    }
}
