package org.reelgraph.commands;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.reelgraph.backups.BackupFile;
import org.reelgraph.backups.BackupKind;
import org.reelgraph.backups.Backups;
import org.reelgraph.backups.ProvenRestores;
import org.reelgraph.backups.Restore;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.reelgraph.storage.archive.ArchivePassphrase;
import org.reelgraph.storage.archive.Manifest;
import org.reelgraph.storage.archive.PassphraseException;
import org.reelgraph.storage.copy.CopyListener;
import org.reelgraph.storage.copy.CopyTargets;
import org.reelgraph.storage.salvage.Quarantine;
import org.reelgraph.storage.salvage.Quarantine.Moved;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes backups and restores them, whether or not the server is running. */
@Command(name = "backup", description = "Makes backups and restores them, whether or not the server is running.",
        mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
final class BackupCommand {

    @Spec
    private CommandSpec command;

    @Command(name = "create", mixinStandardHelpOptions = true,
            description = "Makes a backup of the library in the state of one moment, and tries it out.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:done", "1:made, but something else failed", "2:not made"},
            exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
    int create(@Option(names = "--note", defaultValue = "", description = "What it is for.") String note,
            @Option(names = "--scheduled",
                    description = "Keep it only as long as scheduled backups.") boolean scheduled) {
        return withExisting(context -> {
            var made = create(context, scheduled ? BackupKind.SCHEDULED : BackupKind.MANUAL, note);
            CommandLine.record(context, "createBackup", made.backup().globalId(), made.backup().fileName());
            show(made.backup());
            made.problem().ifPresent(command.commandLine().getErr()::println);
            return made.problem().isPresent() ? 1 : 0;
        });
    }

    private Backups.Made create(ApplicationContext context, BackupKind kind, String note) {
        try (var progress = new CopyProgress(command.commandLine().getOut())) {
            return context.getBean(Backups.class).create(kind, note, progress, () -> {
            });
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the backups, the newest first.",
            exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
    int list() {
        return withExisting(context -> {
            context.getBean(Backups.class).all().forEach(this::show);
            return 0;
        });
    }

    @Command(name = "verify", mixinStandardHelpOptions = true,
            description = "Restores a backup into a database of its own and compares, to see whether it is whole.",
            exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:it is whole", "2:it isn't"},
            exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
    int verify(@Parameters(paramLabel = "BACKUP",
            description = "Its id, its name, or the path of its file.") String backup) {
        return with(context -> {
            var path = path(context, backup);
            try (var progress = new CopyProgress(command.commandLine().getOut())) {
                show(path, unlocked(context, () -> context.getBean(Backups.class).verify(path, progress)));
            }
            recordProof(context, backup, path);
            return 0;
        });
    }

    // The backup is whole even if the library can't be written to.
    private void recordProof(ApplicationContext context, String backup, Path path) {
        try {
            CommandLine.record(context, ProvenRestores.VERIFIED, context.getBean(Backups.class).name(backup)
                    .map(BackupFile.Name::globalId).orElse(null), path.getFileName().toString());
        } catch (RuntimeException e) {
            if (StorageFailure.of(e).isEmpty()) {
                throw e;
            }
            command.commandLine().getErr()
                    .println("databaseHealth won't tell of this: " + StorageFailure.reasonOf(e) + ".");
        }
    }

    @Command(name = "prune", mixinStandardHelpOptions = true,
            description = "Deletes scheduled backups that are no longer kept, and what was never finished.",
            exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
    int prune() {
        return withExisting(context -> {
            var backups = context.getBean(Backups.class);
            var unfinished = backups.deleteUnfinished();
            var deleted = backups.prune();
            Stream.of(unfinished, deleted).flatMap(List::stream).forEach(name -> print(name + " deleted"));
            if (deleted.isEmpty() && unfinished.isEmpty()) {
                print("There is nothing to delete: all scheduled backups are kept.");
            }
            if (!deleted.isEmpty()) {
                tellOfCopies(backups);
            }
            return 0;
        });
    }

    @Command(name = "restore", mixinStandardHelpOptions = true,
            description = {"Puts a backup in the place of the library.",
                    "It is tried out first. What it replaces is kept as a backup. All sessions end.",
                    "A damaged database file is moved away instead, and stays; no server may use it then."},
            exitCodeListHeading = "Exit codes:%n", exitCodeList = {"0:done", "2:nothing has changed"},
            exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
    int restore(
            @Parameters(paramLabel = "BACKUP",
                    description = "Its id, its name, or the path of its file.") String backup,
            @Option(names = "--allow-unreadable-secrets",
                    description = "Go on without the key of the backup's secrets.") boolean allowUnreadableSecrets,
            @Option(names = "--skip-restore-point",
                    description = "Keep nothing of what is replaced.") boolean skipRestorePoint) {
        var moved = new ArrayList<Moved>();
        var code = CommandLine.withoutDatabase(command, context -> {
            context.findBean(Quarantine.class).flatMap(Quarantine::moveDamaged).ifPresent(moved::add);
            return 0;
        });
        if (code != 0) {
            return code;
        }
        if (moved.isEmpty()) {
            return restore(backup, new Restore.Options(allowUnreadableSecrets, skipRestorePoint));
        }
        return restoreAnew(backup, new Restore.Options(allowUnreadableSecrets, true), moved.getFirst());
    }

    private int restoreAnew(String backup, Restore.Options options, Moved damaged) {
        var code = CommandLine.NOTHING_DONE;
        try {
            code = restore(backup, options);
        } finally {
            if (code == CommandLine.NOTHING_DONE) {
                damaged.putBack();
            }
        }
        if (code == 0) {
            print("The database was damaged. It is now " + damaged.path() + ".");
        }
        return code;
    }

    private int restore(String backup, Restore.Options options) {
        return with(context -> {
            var path = path(context, backup);
            try (var progress = new CopyProgress(command.commandLine().getOut())) {
                var restored = unlocked(context, () -> context.getBean(Restore.class).restore(path, options,
                        new Follower(context, path, progress)));
                print("%s has taken the place of the library, with %d rows as they were at %s.".formatted(path,
                        restored.rows(), restored.origin().createdAt()));
                print("All sessions have ended: sign in again, with the password of that time.");
            }
            return 0;
        });
    }

    @Command(name = "delete", mixinStandardHelpOptions = true,
            description = "Deletes backups, also in the second folder.",
            exitCodeOnExecutionException = CommandLine.NOTHING_DONE)
    int delete(@Parameters(paramLabel = "BACKUP", arity = "1..*",
            description = "Their ids or file names.") List<String> backups) {
        return withExisting(context -> {
            var names = backups.stream().map(backup -> context.getBean(Backups.class).name(backup)
                    .orElseThrow(() -> unknown(backup))).toList();
            names.forEach(name -> {
                context.getBean(Backups.class).delete(name);
                CommandLine.record(context, "deleteBackup", name.globalId(), name.text());
                print(name.text() + " deleted");
            });
            tellOfCopies(context.getBean(Backups.class));
            return 0;
        });
    }

    private void tellOfCopies(Backups backups) {
        backups.copiesLeft().ifPresent(command.commandLine().getErr()::println);
    }

    // Where the settings have none, or another one.
    private static <T> T unlocked(ApplicationContext context, Supplier<T> work) {
        try {
            return work.get();
        } catch (PassphraseException e) {
            var entered = SecretPrompt.read(e.getMessage() + "\nPassphrase");
            if (entered.isEmpty()) {
                throw e;
            }
            context.getBean(ArchivePassphrase.class).enter(entered);
            return work.get();
        }
    }

    /** Shows what a restore does, and records it. */
    private final class Follower implements Restore.Follower {

        private final ApplicationContext context;
        private final Path path;
        private final CopyListener progress;

        private Follower(ApplicationContext context, Path path, CopyListener progress) {
            this.context = context;
            this.path = path;
            this.progress = progress;
        }

        @Override
        public void progress(Step step, long done, long total) {
            progress.progress(step, done, total);
        }

        @Override
        public void replaced(Manifest restored, Optional<BackupFile> restorePoint) {
            CommandLine.record(context, "restoreBackup", null, path.getFileName().toString());
            restorePoint.ifPresent(point -> print("What was there before: " + point.globalId()));
        }
    }

    // A mistyped folder must not look like an empty library.
    private int withExisting(ToIntFunction<ApplicationContext> work) {
        return CommandLine.withExistingLibrary(command, CopyTargets.SETTINGS, CommandLine.refusing(command, work));
    }

    private int with(ToIntFunction<ApplicationContext> work) {
        return CommandLine.withLibrary(command, CopyTargets.SETTINGS, CommandLine.refusing(command, work));
    }

    private static Path path(ApplicationContext context, String backup) {
        return context.getBean(Backups.class).path(backup)
                .or(() -> Optional.of(Path.of(backup)).filter(Files::isRegularFile))
                .orElseThrow(() -> unknown(backup));
    }

    private static StorageException unknown(String backup) {
        return new StorageException("There is no backup " + backup + ".");
    }

    private void show(BackupFile backup) {
        print("%s %s %s, %d rows, %d bytes%s%s".formatted(backup.globalId(), backup.path(), backup.createdAt(),
                backup.manifest().rows(), backup.bytes(), backup.isEncrypted() ? ", encrypted" : "",
                backup.manifest().origin().note().isEmpty() ? "" : ", " + backup.manifest().origin().note()));
    }

    private void show(Path path, Manifest contents) {
        contents.tables().forEach(
                table -> print("%s: %d rows, SHA-256 %s".formatted(table.name(), table.rows(), table.checksum())));
        print("%s: %d rows in %d tables, as they were at %s; all have these checksums.".formatted(path,
                contents.rows(), contents.tables().size(), contents.origin().createdAt()));
    }

    private void print(String line) {
        command.commandLine().getOut().println(line);
    }
}
