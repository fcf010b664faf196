package org.reelgraph.commands;

import java.io.Writer;
import java.util.Arrays;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's commands, other than running the server. */
@Command(name = "java -jar reelgraph.jar", description = "Serves a media library over GraphQL, or runs a command.",
        mixinStandardHelpOptions = true, versionProvider = CommandLine.Version.class, subcommands = {
                ImportCommand.class, JobsCommand.class, ScheduleCommand.class, UserCommand.class, DbCommand.class},
        synopsisSubcommandLabel = "[COMMAND]")
public final class CommandLine {

    /** Nothing was done because of wrong usage or an early failure. */
    public static final int NOTHING_DONE = 2;

    private static final Pattern FRAMEWORK_OPTION = Pattern.compile("--?[\\w-]+\\.[^=]+(=.*)?");

    /** Reads the version from the jar's manifest. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = CommandLine.class.getPackage().getImplementationVersion();
            return new String[]{"Reelgraph " + (version == null ? "(not packaged)" : version)};
        }
    }

    /** {@return whether the arguments belong to a command, rather than being framework options of the server} */
    public static boolean isMeant(String[] args) {
        return Arrays.stream(args).anyMatch(arg -> !FRAMEWORK_OPTION.matcher(arg).matches());
    }

    /**
     * Runs a command.
     *
     * @return its exit code
     */
    public static int run(String[] args) {
        // The user wants the command's output, not the program's log.
        System.setProperty("reelgraph.log.level", "WARN");
        System.setProperty("reelgraph.log.target", "System.err");
        return commands().execute(args);
    }

    private static picocli.CommandLine commands() {
        var commands = new picocli.CommandLine(new CommandLine()).setCaseInsensitiveEnumValuesAllowed(true);
        return commands.setOut(new TerminalWriter(commands.getOut())).setErr(new TerminalWriter(commands.getErr()))
                .setParameterExceptionHandler(CommandLine::refuse);
    }

    // Picocli's own handler prints the user's input unescaped.
    private static int refuse(ParameterException refused, String[] args) {
        var command = refused.getCommandLine();
        command.getErr().println(refused.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(refused, command.getErr())) {
            command.usage(command.getErr());
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** {@return the commands, which print to these writers instead of the standard streams} */
    static picocli.CommandLine commands(Writer out, Writer err) {
        return commands().setOut(new TerminalWriter(out)).setErr(new TerminalWriter(err));
    }
}
