package org.reelgraph.commands;

import java.util.concurrent.Callable;
import org.reelgraph.storage.integrity.Integrity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes anew what the database derives from other data. */
@Command(name = "repair", mixinStandardHelpOptions = true,
        description = "Makes sort keys, the search index and totals anew where they are wrong, whether or not the server"
                + " is running.",
        exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
final class DbRepairCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Option(names = "--all", description = "Makes all of it anew, even where nothing is wrong.")
    private boolean all;

    @Override
    public Integer call() {
        return CommandLine.withExistingLibrary(command, context -> {
            var repairs = context.getBean(Integrity.class).repair(all);
            repairs.forEach(repair -> {
                command.commandLine().getOut().println(
                        "%s: made anew, %d rows were wrong".formatted(repair.subject(), repair.faults()));
                CommandLine.record(context, "repairDatabase", null, repair.subject());
            });
            if (repairs.isEmpty()) {
                command.commandLine().getOut().println("Nothing is wrong.");
            }
            return 0;
        });
    }
}
