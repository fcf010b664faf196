package org.reelgraph.commands;

import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.util.stream.Collectors;
import org.reelgraph.audit.Actor;
import org.reelgraph.jobs.JobAdministration;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobState;
import org.reelgraph.jobs.OwnJob;
import org.reelgraph.jobs.schedules.Schedule;
import org.reelgraph.jobs.schedules.Schedules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows schedules and runs their jobs, whether or not the server is running. */
@Command(name = "schedule", description = "Shows schedules and runs their jobs, whether or not the server is running.",
        mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class ScheduleCommand {

    private static final int NOT_SUCCEEDED = 1;

    @Spec
    private CommandSpec command;

    @Command(name = "list", description = "Lists all schedules with their next times.",
            mixinStandardHelpOptions = true)
    int list() {
        return CommandLine.withExistingLibrary(command, context -> {
            context.getBean(Schedules.class).all().forEach(schedule -> out().println(line(schedule)));
            return 0;
        });
    }

    private static String line(Schedule schedule) {
        return schedule.name() + ": " + schedule.kind()
                + (schedule.cron() == null ? "" : " at " + schedule.cron() + " (" + schedule.zone() + ")")
                + (schedule.watch() ? " on changes" : "") + (schedule.enabled() ? "" : ", disabled")
                + (schedule.nextRun() == null ? "" : ", next at " + schedule.nextRun())
                + (schedule.lastRun() == null ? "" : ", last at " + schedule.lastRun());
    }

    @Command(name = "run", description = "Runs the job of a schedule now and waits until it has ended.",
            mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:it succeeded", "1:it ended in another way", "2:it wasn't started"},
            exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
    int run(@Parameters(paramLabel = "NAME", description = "The schedule's name.") String name) {
        return CommandLine.withExistingLibrary(command, context -> {
            var schedules = context.getBean(Schedules.class);
            return schedules.named(name).map(schedule -> run(context, schedules, schedule)).orElseGet(
                    () -> failed("There is no schedule '" + name + "', only " + names(schedules) + "."));
        });
    }

    private static String names(Schedules schedules) {
        var names = schedules.all().stream().map(each -> "'" + each.name() + "'").collect(Collectors.joining(", "));
        return names.isEmpty() ? "none at all" : names;
    }

    private int run(ApplicationContext context, Schedules schedules, Schedule schedule) {
        var own = context.getBean(OwnJob.class);
        var reservation = own.reservation(false);
        var started = schedules.runNow(Actor.COMMAND_LINE, schedule.id(), reservation);
        if (!started.errors().isEmpty()) {
            return failed(started.errors().getFirst().message());
        }
        var job = started.job().orElseThrow();
        var queue = context.getBean(JobQueue.class);
        try (var interruption = Interruption.by(() -> queue.cancel(job.id()))) {
            var ended = own.run(job, reservation, command.commandLine().getErr()::println);
            out().println(context.getBean(JobAdministration.class).globalId(ended) + " " + ended.state()
                    + (ended.error() == null ? "" : ". " + ended.error()));
            return ended.state() == JobState.SUCCEEDED ? 0 : NOT_SUCCEEDED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOT_SUCCEEDED;
        }
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private int failed(String reason) {
        return CommandLine.failed(command, reason);
    }
}
