package org.reelgraph.commands;

import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.jobs.Job;
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
    private static final int SECONDS_TO_STOP = 8;

    @Spec
    private CommandSpec command;

    @Command(name = "list", description = "Lists all schedules with their next times.",
            mixinStandardHelpOptions = true)
    int list() {
        return run(context -> {
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
        return run(context -> {
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
        var reservation = own.reservation();
        var started = schedules.runNow(Actor.COMMAND_LINE, schedule.id(), reservation);
        if (!started.errors().isEmpty()) {
            return failed(started.errors().getFirst().message());
        }
        var job = started.job().orElseThrow();
        var over = new CountDownLatch(1);
        var queue = context.getBean(JobQueue.class);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cancel(queue, job, over)));
        try {
            var ended = own.run(job, reservation, command.commandLine().getErr()::println);
            out().println(context.getBean(JobAdministration.class).globalId(ended) + " " + ended.state()
                    + (ended.error() == null ? "" : ". " + ended.error()));
            return ended.state() == JobState.SUCCEEDED ? 0 : NOT_SUCCEEDED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOT_SUCCEEDED;
        } finally {
            over.countDown();
        }
    }

    // If the program is interrupted, the job ends after its current step.
    private static void cancel(JobQueue queue, Job job, CountDownLatch over) {
        if (over.getCount() == 0) {
            return;
        }
        queue.cancel(job.id());
        try {
            over.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int run(ToIntFunction<ApplicationContext> work) {
        try (var context = ApplicationContext.run(Map.of("reelgraph.serves", "false"))) {
            return work.applyAsInt(context);
        } catch (RuntimeException e) {
            return failed("Reelgraph can't start. " + StartFailure.reasonOf(e).orElseThrow(() -> e));
        } finally {
            out().flush();
        }
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private int failed(@Nullable String reason) {
        command.commandLine().getErr().println(reason);
        return CommandLine.NOTHING_DONE;
    }
}
