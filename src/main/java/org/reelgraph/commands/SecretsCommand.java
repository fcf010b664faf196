package org.reelgraph.commands;

import org.reelgraph.audit.Actor;
import org.reelgraph.audit.AuditEntry.Outcome;
import org.reelgraph.audit.AuditTrail;
import org.reelgraph.storage.encryption.KeyRotation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Manages the secrets of other servers, whether or not the server is running. */
@Command(name = "secrets", description = "Manages the stored secrets of other servers, whether or not the server is"
        + " running.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class SecretsCommand {

    private static final int SOME_UNREADABLE = 1;

    @Spec
    private CommandSpec command;

    @Command(name = "rotate", description = {"Encrypts all secrets with a new key.",
            "The key in the data folder is replaced. If REELGRAPH_ENCRYPTION_KEY is set, put a new key in front of the"
                    + " old one first: NEW,OLD. Once this has succeeded, the old one can be removed."},
            mixinStandardHelpOptions = true, exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:all are encrypted with the new key", "1:some can't be decrypted, and stay as they are",
                    "2:nothing was done"},
            exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
    int rotate() {
        return CommandLine.withExistingLibrary(command, context -> {
            var rotation = context.getBean(KeyRotation.class);
            var audit = context.getBean(AuditTrail.class);
            var result = rotation
                    .rotate(done -> audit.record(Actor.COMMAND_LINE, "rotateSecrets", Outcome.SUCCESS, null,
                            done.encrypted() + " secrets, " + done.unreadable().size() + " unreadable"));
            var out = command.commandLine().getOut();
            out.println("Secrets encrypted with the " + (rotation.isKeyGiven()
                    ? "first key of REELGRAPH_ENCRYPTION_KEY"
                    : "new key in the file encryption-key") + ": " + result.encrypted());
            result.unreadable().forEach(name -> out.println("The secret of the " + name
                    + " can't be decrypted. Enter it anew, or put its key into REELGRAPH_ENCRYPTION_KEY, after the new one."));
            return result.unreadable().isEmpty() ? 0 : SOME_UNREADABLE;
        });
    }
}
