package org.reelgraph.commands;

import java.util.concurrent.Callable;
import org.reelgraph.training.AotCache;
import org.reelgraph.training.Training;
import org.reelgraph.training.TrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes the JVM's AOT cache, for the Java and the options that it is started with. */
@Command(name = "train", mixinStandardHelpOptions = true, versionProvider = CommandLine.Version.class,
        description = {"Makes the AOT cache beside the jar, with which this Java starts the program faster.",
                "The program does exercises for about half a minute, in a temporary folder with a library of its own."
                        + " -XX:AOTCache=<the file> then uses the cache; the options for garbage collection and object"
                        + " headers have to be the same."},
        exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:done", "2:not made"},
        exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
final class TrainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        var jar = AotCache.jar();
        if (jar.isEmpty()) {
            return CommandLine.failed(command,
                    "The program doesn't run from a jar, so that there can be no AOT cache.");
        }
        var trainer = Thread.currentThread();
        try (var interruption = Interruption.by(trainer::interrupt)) {
            var cache = new Training(jar.get()).makeCache();
            command.commandLine().getOut().println("The AOT cache is " + cache + ".");
            return 0;
        } catch (TrainingException e) {
            String.valueOf(e.getMessage()).lines().forEach(command.commandLine().getErr()::println);
            return CommandLine.NOTHING_DONE;
        } catch (InterruptedException e) {
            trainer.interrupt();
            return CommandLine.NOTHING_DONE;
        }
    }
}
