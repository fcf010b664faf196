package org.reelgraph;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Nullable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.reelgraph.imports.formats.ImportFormat;
import org.reelgraph.imports.formats.SourceException;
import org.reelgraph.imports.jobs.ImportJob;
import org.reelgraph.imports.jobs.ImportJob.Status;
import org.reelgraph.imports.jobs.ImportJobs;
import org.reelgraph.imports.merge.ImportOptions.ConflictPolicy;
import org.reelgraph.imports.merge.ImportOptions.ErrorPolicy;
import org.reelgraph.imports.merge.OptionsInput;
import org.reelgraph.imports.records.Mistakes;
import org.reelgraph.storage.Folders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports a file or folder, whether the server runs or not. */
@Command(name = "import", mixinStandardHelpOptions = true, versionProvider = CommandLine.Version.class, description = "Imports a file or folder into the library, whether the server runs or not.", exitCodeListHeading = "Exit codes:%n", exitCodeList = {
        "0:done", "1:done, but for some records that failed",
        "2:nothing done: wrong usage, nothing to import, or all failed"}, exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
final class ImportCommand implements Callable<Integer> {

    private static final int SOME_FAILED = 1;
    private static final int SECONDS_TO_STOP = 60;

    @Parameters(paramLabel = "PATH", description = "File or folder; also one below the import folder.")
    private Path path;

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; recognised by the content where not said.")
    private @Nullable ImportFormat format;

    @Option(names = "--source", defaultValue = "plex", description = "Where the library comes from; keys and ids identify an item within it (${DEFAULT-VALUE}).")
    private String source;

    @Option(names = "--on-conflict", defaultValue = "UPDATE", description = "What to do with an item that is there: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private ConflictPolicy onConflict;

    @Option(names = "--error-policy", defaultValue = "IGNORE_FAILED", description = "What a faulty record means for the others: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private ErrorPolicy errorPolicy;

    @Option(names = "--prune", description = "Remove seasons and episodes that a list no longer names.")
    private boolean prune;

    @Option(names = "--dry-run", description = "Tell what would happen, and write nothing of the library.")
    private boolean dryRun;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        try (var context = ApplicationContext.run(Map.of("reelgraph.serves", "false"))) {
            return run(context.getBean(ImportJobs.class), context.getBean(Folders.class));
        } catch (RuntimeException e) {
            var reason = Application.reasonOf(e).orElseThrow(() -> e);
            command.commandLine().getErr().println("Reelgraph can't start. " + reason);
            return CommandLine.NOTHING_DONE;
        }
    }

    private int run(ImportJobs jobs, Folders folders) {
        var mistakes = new Mistakes();
        var options = OptionsInput.read(Map.of("source", source, "onConflict", onConflict, "errorPolicy", errorPolicy,
                "prune", prune, "dryRun", dryRun), mistakes);
        if (!mistakes.all().isEmpty()) {
            mistakes.all().forEach(mistake -> command.commandLine().getErr().println(mistake.message()));
            return CommandLine.NOTHING_DONE;
        }
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(jobs, ended)));
        try (var report = new ImportProgress(command.commandLine().getOut(), command.commandLine().getErr(), dryRun)) {
            var job = jobs.run(existing(folders), format, options, report);
            job.ifPresent(report::summary);
            return exitCode(job);
        } catch (SourceException e) {
            command.commandLine().getErr().println(e.getMessage());
            return CommandLine.NOTHING_DONE;
        } finally {
            ended.countDown();
        }
    }

    // A path is the shell's first of all, and otherwise one that the server would take.
    private Path existing(Folders folders) {
        var inImportFolder = folders.importDir().resolve(path);
        return !Files.exists(path) && Files.exists(inImportFolder) ? inImportFolder : path;
    }

    private static int exitCode(Optional<ImportJob> ended) {
        if (ended.isEmpty()) {
            return CommandLine.NOTHING_DONE;
        }
        var job = ended.get();
        var taken = job.processed() - job.failed() - (job.status() == Status.FAILED ? job.skipped() : 0);
        return job.status() == Status.SUCCEEDED ? 0 : taken > 0 ? SOME_FAILED : CommandLine.NOTHING_DONE;
    }

    // When the program is interrupted, the batch under way is finished and the job marked as failed.
    private static void stop(ImportJobs jobs, CountDownLatch ended) {
        jobs.stop();
        try {
            ended.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
