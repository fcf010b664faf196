package org.reelgraph.storage.sqlite;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.reelgraph.storage.Backup;
import org.reelgraph.storage.BackupFolder;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;

/** Copies the database file. A copy gets its name only once it is whole and was checked. */
@OnSqlite
@Singleton
class FileBackup implements Backup {

    private final BackupFolder folder;

    FileBackup(BackupFolder folder) {
        this.folder = folder;
    }

    @Override
    public Optional<Path> take(Connection database, String reason) {
        var copy = folder.next(reason);
        var unfinished = copy.resolveSibling(copy.getFileName() + ".part");
        try {
            Files.createDirectories(copy.getParent());
            DatabaseCopy.make(database, unfinished);
            DatabaseCopy.verify(unfinished);
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
            folder.dropOldestBut(copy);
            return Optional.of(copy);
        } catch (SQLException | IOException e) {
            discard(unfinished, e);
            throw new StorageException("The backup " + copy + " could not be made: " + StorageFailure.reasonOf(e), e);
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
