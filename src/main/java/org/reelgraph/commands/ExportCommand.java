package org.reelgraph.commands;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.exports.ExportJobs;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobAdministration;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobState;
import org.reelgraph.jobs.LogLevel;
import org.reelgraph.jobs.OwnJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Exports the library to a file or folder, whether or not the server is running. */
@Command(name = "export", mixinStandardHelpOptions = true, versionProvider = CommandLine.Version.class,
        description = "Exports the library to a file or folder, whether or not the server is running.",
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:done", "2:nothing was written"},
        exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
final class ExportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PATH",
            description = "Where to; there must be nothing yet. A format of several files makes a folder, or an archive"
                    + " if the path ends with .zip.")
    private Path path;

    @Option(names = "--format", defaultValue = "JSON_LINES", completionCandidates = FormatNames.OfExports.class,
            converter = FormatNames.OfExports.class,
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private String format;

    @Option(names = "--source", defaultValue = "plex",
            description = "The source whose items are exported (${DEFAULT-VALUE}).")
    private String source;

    @Option(names = "--kind", split = ",", description = "Only items of these kinds: ${COMPLETION-CANDIDATES}.")
    private @Nullable List<MediaKind> kinds;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        var folder = path.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return CommandLine.failed(command, "There is no folder " + folder + ".");
        }
        if (Files.exists(path)) {
            return CommandLine.failed(command, "There is something at " + path.toAbsolutePath() + " already.");
        }
        return CommandLine.withExistingLibrary(command, this::run);
    }

    private int run(ApplicationContext context) {
        var own = context.getBean(OwnJob.class);
        var reservation = own.reservation(true);
        var queue = context.getBean(JobQueue.class);
        var names = kinds == null ? List.<String>of() : kinds.stream().map(MediaKind::name).toList();
        var job = context.getBean(ExportJobs.class).enqueue(path, format, source, names, reservation);
        try (var interruption = Interruption.by(() -> queue.cancel(job.id()));
                var progress = new JobIndicator(command, "Export", each -> each.done() + " of " + each.total())) {
            var ended = own.run(job, reservation, progress);
            progress.close();
            return report(context.getBean(JobAdministration.class), ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CommandLine.NOTHING_DONE;
        }
    }

    private int report(JobAdministration jobs, Job ended) {
        jobs.log(ended, -1).stream().filter(entry -> entry.level() != LogLevel.INFO)
                .forEach(entry -> command.commandLine().getErr().println(entry.message()));
        command.commandLine().getOut().println("Export to " + path + " as " + format + ": " + ended.state()
                + (ended.error() == null ? "" : ". " + ended.error()));
        command.commandLine().getOut().println(ended.done() + " items");
        return ended.state() == JobState.SUCCEEDED ? 0 : CommandLine.NOTHING_DONE;
    }
}
