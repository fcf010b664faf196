package org.reelgraph.commands;

import io.micronaut.context.ApplicationContext;
import java.io.Writer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reelgraph.accounts.AccountException;
import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.graphql.errors.RequestException;
import org.reelgraph.storage.EarlyConnection;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.WriteTransactions;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's commands, other than running the server. */
@Command(name = "java -jar reelgraph.jar", description = "Serves a media library over GraphQL, or runs a command.",
        mixinStandardHelpOptions = true, versionProvider = CommandLine.Version.class, subcommands = {
                ImportCommand.class, ExportCommand.class, SyncCommand.class, JobsCommand.class, ScheduleCommand.class,
                UserCommand.class,
                DbCommand.class, BackupCommand.class, MediaOsCommand.class, SecretsCommand.class, TrainCommand.class},
        synopsisSubcommandLabel = "[COMMAND]")
public final class CommandLine {

    /** Nothing was done because of wrong usage or an early failure. */
    public static final int NOTHING_DONE = 2;

    static final Map<String, Object> BESIDE_A_SERVER = Map.of("reelgraph.serves", "false");
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

    /**
     * Opens the library for a command, whether or not a server is running.
     *
     * @param work what the command does; it returns its exit code
     * @return the exit code; that of a mistake is {@link #NOTHING_DONE}
     */
    static int withLibrary(CommandSpec command, ToIntFunction<ApplicationContext> work) {
        return withLibrary(command, BESIDE_A_SERVER, work);
    }

    /** Opens the library for a command that needs one to be there. */
    static int withExistingLibrary(CommandSpec command, ToIntFunction<ApplicationContext> work) {
        return withExistingLibrary(command, BESIDE_A_SERVER, work);
    }

    /** Opens the library with other properties, for a command that needs one to be there. */
    static int withExistingLibrary(CommandSpec command, Map<String, Object> properties,
            ToIntFunction<ApplicationContext> work) {
        var all = new HashMap<>(properties);
        all.put(EarlyConnection.MUST_EXIST, "true");
        return withLibrary(command, all, work);
    }

    /** Opens the library with other properties. */
    static int withLibrary(CommandSpec command, Map<String, Object> properties,
            ToIntFunction<ApplicationContext> work) {
        return within(command, () -> ApplicationContext.run(properties), work);
    }

    /** Opens no more than what is needed to look after the database, whose tables may be of another version. */
    static int withStorage(CommandSpec command, ToIntFunction<ApplicationContext> work) {
        return within(command, () -> StorageContext.run(BESIDE_A_SERVER), refusing(command, work));
    }

    /** Opens no database, since that of the settings may be damaged. */
    static int withoutDatabase(CommandSpec command, ToIntFunction<ApplicationContext> work) {
        var properties = new HashMap<>(BESIDE_A_SERVER);
        properties.put(EarlyConnection.IS_LEFT_ALONE, "true");
        return within(command, () -> StorageContext.run(properties), refusing(command, work));
    }

    /** {@return the same work, where the storage may refuse what is asked for} */
    static ToIntFunction<ApplicationContext> refusing(CommandSpec command, ToIntFunction<ApplicationContext> work) {
        return context -> {
            try {
                return work.applyAsInt(context);
            } catch (StorageException e) {
                return failed(command, String.valueOf(e.getMessage()));
            }
        };
    }

    private static int within(CommandSpec command, Supplier<ApplicationContext> program,
            ToIntFunction<ApplicationContext> work) {
        try (var context = program.get()) {
            return work.applyAsInt(context);
        } catch (RequestException | AccountException e) {
            return failed(command, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return failed(command, "Reelgraph can't start. " + StartFailure.reasonOf(e).orElseThrow(() -> e));
        } finally {
            command.commandLine().getOut().flush();
        }
    }

    /**
     * Records in the audit trail what a command has done.
     *
     * @param target the global id of what it was done to; null if it has none
     */
    static void record(ApplicationContext context, String action, @Nullable String target, String label) {
        context.getBean(WriteTransactions.class).within(() -> {
            context.getBean(AuditTrail.class).record(Actor.COMMAND_LINE, action, Outcome.SUCCESS, target, label);
            return true;
        });
    }

    /** Opens the library to record in its audit trail what was done to its tables; {@return the exit code} */
    static int withRecord(CommandSpec command, String action, String label) {
        return withLibrary(command, context -> {
            record(context, action, null, label);
            return 0;
        });
    }

    /** Says why a command did nothing; {@return its exit code} */
    static int failed(CommandSpec command, String reason) {
        command.commandLine().getErr().println(reason);
        return NOTHING_DONE;
    }

    /** {@return the commands, which print to these writers instead of the standard streams} */
    static picocli.CommandLine commands(Writer out, Writer err) {
        return commands().setOut(new TerminalWriter(out)).setErr(new TerminalWriter(err));
    }
}
