package org.reelgraph.storage;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;

/** The folder of the backups, of which it keeps the newest five. */
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
            var surplus = files.filter(BackupFolder::isBackup).filter(file -> !file.equals(copy))
                    .sorted(Comparator.comparing(Path::getFileName).reversed()).skip(MAX_KEPT - 1).toList();
            for (var file : surplus) {
                Files.delete(file);
            }
        }
    }

    /** {@return which backup to put back, in words for the log} */
    public String wayBack() {
        try (var files = Files.list(folder)) {
            return files.filter(BackupFolder::isBackup).max(Comparator.comparing(Path::getFileName))
                    .map(copy -> "The newest backup is " + copy + ".").orElse("There is no backup.");
        } catch (IOException e) {
            return "There is no backup.";
        }
    }

    private static boolean isBackup(Path file) {
        return file.getFileName().toString().matches("reelgraph-.*\\.db");
    }
}
