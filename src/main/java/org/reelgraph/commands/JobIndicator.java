package org.reelgraph.commands;

import java.util.function.Function;
import org.reelgraph.jobs.Job;
import org.reelgraph.jobs.OwnJob;
import picocli.CommandLine.Model.CommandSpec;

/** Shows how far a job of a command is, wherever it runs. */
final class JobIndicator implements OwnJob.Follower, AutoCloseable {

    private final CommandSpec command;
    private final ProgressIndicator indicator;
    private final Function<Job, String> inWords;

    /**
     * @param task    what the job is called
     * @param inWords how far it is, where there is no terminal
     */
    JobIndicator(CommandSpec command, String task, Function<Job, String> inWords) {
        this.command = command;
        this.indicator = new ProgressIndicator(command.commandLine().getOut(), task);
        this.inWords = inWords;
    }

    @Override
    public void waits(String reason) {
        command.commandLine().getErr().println(reason);
        command.commandLine().getErr().flush();
    }

    @Override
    public void runsElsewhere(Job job) {
        runsHere(job);
    }

    @Override
    public void runsHere(Job job) {
        indicator.show(job.done(), job.total(), inWords.apply(job));
    }

    @Override
    public void close() {
        indicator.close();
    }
}
