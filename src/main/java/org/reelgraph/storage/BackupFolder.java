package org.reelgraph.storage;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Optional;

/**
 * The folder of the backups. Of those from before migrations it keeps the newest five; those from before what an owner
 * undid or emptied stay.
 */
@Singleton
public class BackupFolder {

    private static final int MAX_KEPT = 5;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS")
            .withZone(ZoneOffset.UTC);

    private final Path folder;

    /** @param folders where backups are kept */
    public BackupFolder(Folders folders) {
        this.folder = folders.backups();
    }

    /**
     * {@return the path for a new backup}
     *
     * @param reason part of its name
     */
    public Path next(String reason) {
        return folder.resolve("reelgraph-" + STAMP.format(Instant.now()) + "-" + reason + ".db");
    }

    /** Removes all backups but this one and the newest of the others. */
    public void dropOldestBut(Path copy) throws IOException {
        // If the clock was set back, the name makes the copy look older than all others.
        try (var files = Files.list(folder)) {
            var surplus = files.filter(BackupFolder::isOfMigration).filter(file -> !file.equals(copy))
                    .sorted(Comparator.comparing(Path::getFileName).reversed()).skip(MAX_KEPT - 1).toList();
            for (var file : surplus) {
                Files.delete(file);
            }
        }
    }

    /** {@return the newest backup} */
    public Optional<Path> newest() {
        try (var files = Files.list(folder)) {
            return files.filter(BackupFolder::isBackup).max(Comparator.comparing(Path::getFileName));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return which backup to put back, in words for the log} */
    public String wayBack() {
        return newest().map(copy -> "The newest backup is " + copy + ".").orElse("There is no backup.");
    }

    private static boolean isOfMigration(Path file) {
        return file.getFileName().toString().matches("reelgraph-(?!.*-before-undo-).*\\.db");
    }

    private static boolean isBackup(Path file) {
        return file.getFileName().toString().matches("reelgraph-.*\\.(db|backup)");
    }
}
