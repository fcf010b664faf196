package org.reelgraph.storage;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;

/** Copies the SQLite database into the backup folder. A copy gets its name only once it is whole and was checked. */
@Singleton
public class Backup {

    static final int KEPT = 5;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS")
            .withZone(ZoneOffset.UTC);

    private final Folders folders;

    /** @param folders where backups are kept */
    public Backup(Folders folders) {
        this.folders = folders;
    }

    /**
     * Makes a verified copy and removes all but the newest five.
     *
     * @param  database a connection to the database, outside of a transaction
     * @param  reason   becomes part of the file's name
     * @return          the copy
     * @throws StorageException where it can't be written or is not sound; no half copy is left behind
     */
    public Path take(Connection database, String reason) {
        var name = "reelgraph-" + STAMP.format(Instant.now()) + "-" + reason + ".db";
        var copy = folders.backups().resolve(name);
        var unfinished = folders.backups().resolve(name + ".part");
        try {
            Files.createDirectories(folders.backups());
            copyInto(database, unfinished);
            verify(unfinished);
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
            dropOldestBut(copy);
            return copy;
        } catch (SQLException | IOException e) {
            discard(unfinished, e);
            throw new StorageException("The backup " + copy + " could not be made: " + StorageFailure.reasonOf(e), e);
        }
    }

    /** {@return which backup to put back, in words for the log} */
    public String wayBack() {
        try (var files = Files.list(folders.backups())) {
            return files.filter(Backup::isBackup).max(Comparator.comparing(Path::getFileName))
                    .map(copy -> "The newest backup is " + copy + ".").orElse("There is no backup.");
        } catch (IOException e) {
            return "There is no backup.";
        }
    }

    private static boolean isBackup(Path file) {
        return file.getFileName().toString().matches("reelgraph-.*\\.db");
    }

    private static void copyInto(Connection database, Path file) throws SQLException {
        try (var vacuum = database.prepareStatement("VACUUM INTO ?")) {
            vacuum.setString(1, file.toString());
            vacuum.execute();
        }
    }

    private static void verify(Path file) throws SQLException {
        try (var copy = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = copy.createStatement();
                var rows = statement.executeQuery("PRAGMA integrity_check")) {
            if (!rows.next() || !"ok".equals(rows.getString(1))) {
                throw new SQLException("integrity_check of the copy found damage");
            }
        }
    }

    // By its name the copy may look older than all others, where the clock was set back.
    private void dropOldestBut(Path copy) throws IOException {
        try (var files = Files.list(folders.backups())) {
            var surplus = files.filter(Backup::isBackup).filter(file -> !file.equals(copy))
                    .sorted(Comparator.comparing(Path::getFileName).reversed()).skip(KEPT - 1).toList();
            for (var file : surplus) {
                Files.delete(file);
            }
        }
    }

    private static void discard(Path unfinished, Exception reason) {
        try {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + "-journal"));
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
