package org.reelgraph.storage.sqlite;

import io.micronaut.core.value.PropertyResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.reelgraph.storage.BackupFolder;
import org.reelgraph.storage.EarlyConnection;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;

/** Opens the database file read-only. */
public final class SqliteEarlyConnection implements EarlyConnection {

    @Override
    public Optional<Connection> open(PropertyResolver settings) throws SQLException {
        var folders = folders(settings);
        var file = folders.map(Folders::database).filter(Files::exists);
        if (folders.isPresent() && file.isEmpty()
                && settings.getProperty(MUST_EXIST, Boolean.class).orElse(false)) {
            throw new StorageException("There is no library in the folder " + folders.get().dataDir().toAbsolutePath()
                    + " (REELGRAPH_DATA_DIR).");
        }
        return file.isEmpty()
                ? Optional.empty()
                : Optional.of(DriverManager
                        .getConnection("jdbc:sqlite:" + file.get() + "?open_mode=1&busy_timeout=5000"));
    }

    private static Optional<Folders> folders(PropertyResolver settings) {
        return settings.getProperty("reelgraph.data-dir", Path.class)
                .filter(dir -> settings.getProperty("reelgraph.storage", String.class).filter("sqlite"::equals)
                        .isPresent())
                .map(dir -> new Folders(dir, dir));
    }

    @Override
    public StorageException unreadable(PropertyResolver settings, SQLException failure) {
        var folders = folders(settings).orElseThrow();
        return new StorageException("The settings in the database " + folders.database() + " can't be read: "
                + StorageFailure.reasonOf(failure) + ". " + new BackupFolder(folders).wayBack(), failure);
    }
}
