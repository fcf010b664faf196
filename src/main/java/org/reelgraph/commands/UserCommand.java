package org.reelgraph.commands;

import java.nio.file.Path;
import java.util.function.ToIntFunction;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.users.MediaOsUsers;
import org.reelgraph.accounts.users.MediaOsUsers.Outcome;
import org.reelgraph.accounts.users.UserAdministration;
import org.reelgraph.accounts.users.UserCommands;
import org.reelgraph.graphql.access.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Manages users, whether or not the server is running; the server notices changes within moments. */
@Command(name = "user", description = "Manages users, whether or not the server is running.",
        mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class UserCommand {

    private static final int SOME_FAILED = 1;

    @Spec
    private CommandSpec command;

    @Command(name = "list", description = "Lists all users.", mixinStandardHelpOptions = true)
    int list() {
        return CommandLine.withExistingLibrary(command, context -> {
            context.getBean(UserAdministration.class).all().forEach(this::show);
            return 0;
        });
    }

    @Command(name = "create",
            description = "Creates a user. The password is prompted for, or read from standard input.",
            mixinStandardHelpOptions = true)
    int create(@Parameters(paramLabel = "EMAIL", description = "The e-mail address they sign in with.") String email,
            @Option(names = "--role", defaultValue = "USER",
                    description = "USER, MODERATOR or ADMIN; USER by default.") Role role) {
        return administer(users -> show(users.create(email, role, password())));
    }

    @Command(name = "reset-password",
            description = "Sets a new password, prompted for or read from standard input, and ends the user's sessions.",
            mixinStandardHelpOptions = true)
    int resetPassword(@Parameters(paramLabel = "EMAIL", description = "The user's e-mail address.") String email) {
        return administer(users -> show(users.resetPassword(email, password())));
    }

    @Command(name = "set-role", description = "Changes a user's role, effective from their next request.",
            mixinStandardHelpOptions = true)
    int setRole(@Parameters(paramLabel = "EMAIL", description = "The user's e-mail address.") String email,
            @Parameters(paramLabel = "ROLE", description = "USER, MODERATOR or ADMIN.") Role role) {
        return administer(users -> show(users.setRole(email, role)));
    }

    @Command(name = "suspend", description = "Suspends a user: revokes their sessions, keys and tokens.",
            mixinStandardHelpOptions = true)
    int suspend(@Parameters(paramLabel = "EMAIL", description = "The user's e-mail address.") String email,
            @Option(names = "--undo", description = "Let the user sign in again instead.") boolean undo) {
        return administer(users -> show(undo ? users.reinstate(email) : users.suspend(email)));
    }

    @Command(name = "delete", description = "Deletes a user with their sessions, keys and tokens.",
            mixinStandardHelpOptions = true)
    int delete(@Parameters(paramLabel = "EMAIL", description = "The user's e-mail address.") String email) {
        return administer(users -> show(users.delete(email)));
    }

    @Command(name = "import", description = "Imports the users of a MediaOS users.json, with their passwords.",
            mixinStandardHelpOptions = true)
    int importUsers(@Parameters(paramLabel = "FILE", description = "The users.json of MediaOS.") Path file,
            @Option(names = "--dry-run",
                    description = "Report what would happen, without writing anything.") boolean dryRun) {
        return CommandLine.withLibrary(command, context -> {
            var fates = context.getBean(MediaOsUsers.class).importFrom(file, dryRun);
            fates.forEach(fate -> command.commandLine().getOut().println((fate.outcome() + " " + fate.email() + " ("
                    + fate.key() + ") " + fate.reason()).strip()));
            var failed = fates.stream().filter(fate -> fate.outcome() == Outcome.FAILED).count();
            command.commandLine().getOut().println((dryRun ? "Dry run: " : "") + fates.size() + " users, " + failed
                    + " failed.");
            return failed == 0 ? 0 : SOME_FAILED;
        });
    }

    private int show(User user) {
        command.commandLine().getOut().println(user.email() + " " + user.role() + " " + user.status());
        return 0;
    }

    private int administer(ToIntFunction<UserCommands> work) {
        return CommandLine.withLibrary(command, context -> work.applyAsInt(context.getBean(UserCommands.class)));
    }

    private static String password() {
        return SecretPrompt.read("Password");
    }
}
