package org.reelgraph.commands;

import java.io.Writer;
import java.util.Arrays;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands that the program has beside serving. */
@Command(name = "java -jar reelgraph.jar", description = "Serves a media library over GraphQL, or runs a command.", mixinStandardHelpOptions = true, versionProvider = CommandLine.Version.class, subcommands = {
        ImportCommand.class, UserCommand.class}, synopsisSubcommandLabel = "[COMMAND]")
public final class CommandLine {

    /** Nothing was done: wrong usage, or a failure before anything could be. */
    public static final int NOTHING_DONE = 2;

    private static final Pattern FRAMEWORK_OPTION = Pattern.compile("--?[\\w-]+\\.[^=]+(=.*)?");

    /** Tells the version that the jar's manifest holds. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = CommandLine.class.getPackage().getImplementationVersion();
            return new String[]{"Reelgraph " + (version == null ? "(not packaged)" : version)};
        }
    }

    /** {@return whether the arguments are meant for a command, rather than framework options of the server} */
    public static boolean isMeant(String[] args) {
        return Arrays.stream(args).anyMatch(arg -> !FRAMEWORK_OPTION.matcher(arg).matches());
    }

    /** {@return the exit code of the command, run to its end} */
    public static int run(String[] args) {
        // Whoever runs a command wants its output and not the program's log.
        System.setProperty("reelgraph.log.level", "WARN");
        System.setProperty("reelgraph.log.target", "System.err");
        return commands().execute(args);
    }

    private static picocli.CommandLine commands() {
        var commands = new picocli.CommandLine(new CommandLine()).setCaseInsensitiveEnumValuesAllowed(true);
        return commands.setOut(new TerminalWriter(commands.getOut())).setErr(new TerminalWriter(commands.getErr()))
                .setParameterExceptionHandler(CommandLine::refuse);
    }

    // Picocli's own handler prints what was typed as it is.
    private static int refuse(ParameterException refused, String[] args) {
        var command = refused.getCommandLine();
        command.getErr().println(refused.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(refused, command.getErr())) {
            command.usage(command.getErr());
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** {@return the commands, printing there instead of to the standard streams} */
    static picocli.CommandLine commands(Writer out, Writer err) {
        return commands().setOut(new TerminalWriter(out)).setErr(new TerminalWriter(err));
    }
}
