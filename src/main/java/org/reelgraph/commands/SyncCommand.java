package org.reelgraph.commands;

import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reelgraph.audit.Actor;
import org.reelgraph.connections.ConnectedServer;
import org.reelgraph.connections.LibrarySection;
import org.reelgraph.connections.SyncedConnections;
import org.reelgraph.connections.sync.SyncMode;
import org.reelgraph.connections.sync.Syncs;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.JobAdministration;
import org.reelgraph.jobs.JobQueue;
import org.reelgraph.jobs.JobState;
import org.reelgraph.jobs.OwnJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Synchronises the library with a server, whether or not the own server is running. */
@Command(name = "sync", description = "Synchronises the library with a server that it comes from.",
        mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:it succeeded", "1:something was not read or imported, or it ended early",
                "2:it wasn't started"},
        exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
final class SyncCommand implements Callable<Integer> {

    private static final int NOT_SUCCEEDED = 1;

    @Parameters(paramLabel = "NAME", description = "The connection's name.")
    private String name;

    @Option(names = "--mode", description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    private SyncMode mode = SyncMode.FULL;

    @Option(names = "--section", paramLabel = "SECTION", description = "The name of a section; all that are enabled by"
            + " default. It can be given several times.")
    private List<String> sections = new ArrayList<>();

    @Option(names = "--dry-run", description = "Report what would happen, without changing the library.")
    private boolean dryRun;

    @Option(names = "--confirm-deletions", paramLabel = "TOKEN",
            description = "Delete what an earlier sync listed under this token.")
    private @Nullable String confirmDeletions;

    @Option(names = "--local", description = "Read in this process, even if a server is running that could do it.")
    private boolean local;

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        return CommandLine.withExistingLibrary(command, context -> {
            var connections = context.getBean(SyncedConnections.class);
            return connections.all().stream().filter(each -> each.name().equals(name)).findFirst()
                    .map(connection -> run(context, connections, connection))
                    .orElseGet(() -> failed("There is no connection '" + name + "', only "
                            + names(connections.all().stream().map(ConnectedServer::name)) + "."));
        });
    }

    private static String names(Stream<String> names) {
        var all = names.map(each -> "'" + each + "'").collect(Collectors.joining(", "));
        return all.isEmpty() ? "none at all" : all;
    }

    private int run(ApplicationContext context, SyncedConnections connections, ConnectedServer connection) {
        var known = connections.sections(connection.id());
        var unknown = sections.stream()
                .filter(section -> known.stream().noneMatch(each -> each.name().equals(section))).findFirst();
        if (unknown.isPresent()) {
            return failed("The connection has no section '" + unknown.get() + "', only "
                    + names(known.stream().map(LibrarySection::name)) + ".");
        }
        var wanted = known.stream().filter(section -> sections.contains(section.name()))
                .map(section -> GlobalId.of(LibrarySection.PREFIX, section.id())).toList();
        var own = context.getBean(OwnJob.class);
        var reservation = own.reservation(local);
        var submitted = context.getBean(Syncs.class).sync(Actor.COMMAND_LINE, connection, wanted, mode, dryRun,
                Optional.ofNullable(confirmDeletions), reservation);
        return submitted.job().map(submission -> follow(context, own, submission.job(), reservation))
                .orElseGet(() -> failed(submitted.errors().getFirst().message()));
    }

    private int follow(ApplicationContext context, OwnJob own, Job job, JobQueue.Reservation reservation) {
        var queue = context.getBean(JobQueue.class);
        try (var interruption = Interruption.by(() -> queue.cancel(job.id()));
                var indicator = new JobIndicator(command, "Sync", JobsCommand::progress)) {
            var ended = own.run(job, reservation, indicator);
            indicator.close();
            return end(context, ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOT_SUCCEEDED;
        }
    }

    private int end(ApplicationContext context, Job ended) {
        var out = command.commandLine().getOut();
        var syncs = context.getBean(Syncs.class);
        syncs.problems(ended).forEach(out::println);
        out.println(context.getBean(JobAdministration.class).globalId(ended) + " " + ended.state()
                + (ended.error() == null ? "" : ". " + ended.error()));
        out.println(syncs.summary(ended));
        return ended.state() == JobState.SUCCEEDED ? 0 : NOT_SUCCEEDED;
    }

    private int failed(String reason) {
        return CommandLine.failed(command, reason);
    }
}
