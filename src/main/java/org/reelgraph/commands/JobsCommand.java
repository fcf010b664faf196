package org.reelgraph.commands;

import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.imports.undo.UndoJobs;
import org.reelgraph.imports.undo.UndoRecord;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobAdministration;
import org.reelgraph.jobs.JobAdministration.Answer;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobQueue.Reservation;
import org.reelgraph.jobs.JobScope;
import org.reelgraph.jobs.JobState;
import org.reelgraph.jobs.OwnJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows and manages the jobs of the queue, whether or not the server is running. */
@Command(name = "jobs", description = "Shows and manages jobs, whether or not the server is running.",
        mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class JobsCommand {

    private static final int NOT_SUCCEEDED = 1;
    private static final String ID = "The job's id, such as importjob_….";
    private static final String KIND = "Only jobs of this kind, such as IMPORT.";
    private static final String GROUP = "Only jobs of this group, of which one runs at a time, such as library.";
    private static final int AT_ONCE = 500;
    private static final long PAUSE = 500;

    @Spec
    private CommandSpec command;

    @Command(name = "list", description = "Lists jobs, the newest first.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--open", description = "Only jobs that haven't ended, in their order.") boolean open,
            @Option(names = "--limit", defaultValue = "20", paramLabel = "N",
                    description = "At most N jobs (${DEFAULT-VALUE}).") int limit) {
        if (limit < 1) {
            return failed("--limit must be at least 1.");
        }
        return run(jobs -> {
            (open ? jobs.open() : jobs.newest(limit)).stream().limit(limit)
                    .forEach(job -> out().println(line(jobs, job)));
            return 0;
        });
    }

    @Command(name = "show", description = "Shows a job and its log.", mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "ID", description = ID) String id) {
        return withJob(id, (jobs, job) -> {
            out().println(line(jobs, job));
            out().println("asked for by " + job.ownerLabel() + " at " + job.requestedAt() + ", begun "
                    + (job.startedAt() == null ? "never" : "at " + job.startedAt() + ", " + times(job.attempts()))
                    + (job.finishedAt() == null ? "" : ", ended at " + job.finishedAt()));
            jobs.log(job, -1).forEach(entry -> out().println(entry.at() + " " + entry.level() + " " + entry.message()));
            return 0;
        });
    }

    @Command(name = "cancel", description = "Cancels a job: a running one ends after its current step.",
            mixinStandardHelpOptions = true)
    int cancel(@Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--undo", description = "Have what it has done taken back.") boolean undo) {
        return run(jobs -> {
            var cancelled = jobs.cancel(Actor.COMMAND_LINE, id, undo);
            if (cancelled.undo() != null) {
                out().println(line(jobs, cancelled.undo()));
            }
            return answer(jobs, new Answer(cancelled.job(), cancelled.errors()));
        });
    }

    @Command(name = "retry", description = "Queues a job that does only what another one failed to do.",
            mixinStandardHelpOptions = true)
    int retry(@Parameters(paramLabel = "ID", description = ID) String id) {
        return run(jobs -> answer(jobs, jobs.retry(Actor.COMMAND_LINE, id)));
    }

    @Command(name = "undo",
            description = "Undoes what an import changed, or what undid it, and tells what became of it.",
            mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:it succeeded", "1:something was refused, or it ended early", "2:it wasn't started"},
            exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
    int undo(@Parameters(paramLabel = "ID", description = ID) String id,
            @Option(names = "--dry-run", description = "Report what would happen.") boolean dryRun,
            @Option(names = "--force", description = "Overwrite what was changed since.") boolean force) {
        return CommandLine.withExistingLibrary(command, context -> {
            var undo = context.getBean(UndoJobs.class);
            var reservation = context.getBean(OwnJob.class).reservation(false);
            var queued = undo.undo(Actor.COMMAND_LINE, id, dryRun, force, reservation);
            return Optional.ofNullable(queued.job()).map(job -> run(context, job, reservation, undo))
                    .orElseGet(() -> failed(queued.userErrors().getFirst().message()));
        });
    }

    private int run(ApplicationContext context, Job job, Reservation reservation, UndoJobs undo) {
        var queue = context.getBean(JobQueue.class);
        try (var interruption = Interruption.by(() -> queue.cancel(job.id()))) {
            var ended = context.getBean(OwnJob.class).run(job, reservation, command.commandLine().getErr()::println);
            var records = undo.records(ended, -1, AT_ONCE);
            while (!records.isEmpty()) {
                records.forEach(record -> out().println(line(record)));
                records = undo.records(ended, records.getLast().position(), AT_ONCE);
            }
            return exitCode(context.getBean(JobAdministration.class), ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOT_SUCCEEDED;
        }
    }

    private static String line(UndoRecord record) {
        return record.outcome() + " " + (record.file() == null ? record.type() : record.file()) + " '"
                + record.title() + "'"
                + (record.reason() == null ? "" : ": " + record.reason());
    }

    @Command(name = "pause", description = "Begins no more jobs; those that run go on.",
            mixinStandardHelpOptions = true)
    int pause(@Option(names = "--kind", paramLabel = "KIND", description = KIND) @Nullable String kind,
            @Option(names = "--group", paramLabel = "GROUP", description = GROUP) @Nullable String group) {
        return pause(true, kind, group);
    }

    @Command(name = "resume", description = "Begins jobs again that were paused.", mixinStandardHelpOptions = true)
    int resume(@Option(names = "--kind", paramLabel = "KIND", description = KIND) @Nullable String kind,
            @Option(names = "--group", paramLabel = "GROUP", description = GROUP) @Nullable String group) {
        return pause(false, kind, group);
    }

    private int pause(boolean isPause, @Nullable String kind, @Nullable String group) {
        return run(jobs -> {
            var errors = jobs.pause(Actor.COMMAND_LINE, isPause, Optional.ofNullable(kind),
                    Optional.ofNullable(group));
            if (!errors.isEmpty()) {
                return failed(errors.getFirst().message());
            }
            var paused = jobs.pauses();
            out().println(paused.isEmpty()
                    ? "No jobs are paused."
                    : "Paused: " + paused.stream().map(JobScope::inWords).collect(Collectors.joining(", ")) + ".");
            return 0;
        });
    }

    @Command(name = "watch", description = "Shows a job's progress until it has ended.",
            mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:it succeeded", "1:it ended in another way", "2:there is no such job"})
    int watch(@Parameters(paramLabel = "ID", description = ID) String id) {
        return withJob(id, (jobs, job) -> {
            try (var indicator = new ProgressIndicator(out(), job.kind())) {
                return exitCode(jobs, watched(jobs, id, job, indicator));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return NOT_SUCCEEDED;
            }
        });
    }

    private static Job watched(JobAdministration jobs, String id, Job first, ProgressIndicator indicator)
            throws InterruptedException {
        var job = first;
        while (!job.state().isEnded()) {
            indicator.show(job.done(), job.total(), progress(job));
            TimeUnit.MILLISECONDS.sleep(PAUSE);
            job = jobs.find(id).orElse(job);
        }
        return job;
    }

    private int exitCode(JobAdministration jobs, Job ended) {
        out().println(line(jobs, ended));
        return ended.state() == JobState.SUCCEEDED ? 0 : NOT_SUCCEEDED;
    }

    private int answer(JobAdministration jobs, Answer answer) {
        return Optional.ofNullable(answer.job()).map(job -> {
            out().println(line(jobs, job));
            return 0;
        }).orElseGet(() -> failed(answer.errors().getFirst().message()));
    }

    private static String line(JobAdministration jobs, Job job) {
        return jobs.globalId(job) + " " + job.kind() + " " + job.state() + " " + progress(job)
                + (job.error() == null ? "" : ". " + job.error());
    }

    /** {@return how far a job is, in words} */
    static String progress(Job job) {
        return job.done() + (job.total() > job.done() ? " of " + job.total() : "")
                + (job.unit() == null ? "" : " " + job.unit());
    }

    private static String times(int attempts) {
        return attempts == 1 ? "once" : attempts + " times";
    }

    private interface JobUse {
        int with(JobAdministration jobs, Job job);
    }

    private int withJob(String id, JobUse use) {
        return run(jobs -> jobs.find(id).map(job -> use.with(jobs, job))
                .orElseGet(() -> failed("There is no job with this id.")));
    }

    private int run(ToIntFunction<JobAdministration> work) {
        return CommandLine.withExistingLibrary(command,
                context -> work.applyAsInt(context.getBean(JobAdministration.class)));
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private int failed(String reason) {
        return CommandLine.failed(command, reason);
    }
}
