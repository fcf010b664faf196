package org.reelgraph.storage.sqlite;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.reelgraph.storage.Folders;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.UnfinishedFolder;
import org.reelgraph.storage.migrations.SchemaAccess;

/** Opens the database file as the only program, or a copy of it. */
@OnSqlite
@Singleton
class FileSchemaAccess implements SchemaAccess {

    private final Folders folders;

    FileSchemaAccess(Folders folders) {
        this.folders = folders;
    }

    @Override
    public <T> T alone(Work<T> work) throws SQLException {
        requireDatabase();
        try (var database = SoleConnection.to(folders.database())) {
            return work.on(database);
        }
    }

    @Override
    public <T> T rehearse(Work<T> work) throws SQLException {
        requireDatabase();
        try {
            var folder = new UnfinishedFolder(folders.dataDir(), "rehearsal-");
            folder.removeAbandoned();
            try {
                return onCopy(Files.createDirectories(folder.path()).resolve("reelgraph.db"), work);
            } finally {
                folder.remove();
            }
        } catch (IOException e) {
            throw StorageException.of("The database can't be copied", e);
        }
    }

    private <T> T onCopy(Path copy, Work<T> work) throws IOException, SQLException {
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + folders.database() + "?open_mode=1")) {
            DatabaseCopy.make(database, copy);
        }
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + copy + "?synchronous=OFF")) {
            return work.on(database);
        }
    }

    @Override
    public void requireDatabase() {
        if (!Files.exists(folders.database())) {
            throw new StorageException("There is no database in "
                    + folders.dataDir().toAbsolutePath().normalize() + " yet. The server makes it when it starts.");
        }
    }
}
