package org.reelgraph.storage;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Makes the data and import folders before the first connection needs them. */
@Singleton
class FolderCreation implements BeanCreatedEventListener<DatasourceConfiguration> {

    private final Folders folders;

    FolderCreation(Folders folders) {
        this.folders = folders;
    }

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        create(folders.dataDir(), "The data folder %s (REELGRAPH_DATA_DIR)");
        create(folders.importDir(), "The import folder %s (REELGRAPH_IMPORT_DIR)");
        createDatabase();
        checkAccess();
        return event.getBean();
    }

    private static void create(Path folder, String name) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw StorageException.of(name.formatted(folder.toAbsolutePath()) + " can't be made", e);
        }
    }

    // SQLite would find out one after the other, and say less.
    private void checkAccess() {
        if (!Files.isWritable(folders.dataDir())) {
            throw new StorageException("The data folder " + folders.dataDir().toAbsolutePath()
                    + " (REELGRAPH_DATA_DIR) can't be written to. The database, its log and backups have to be.");
        }
        for (var suffix : List.of("", "-wal", "-shm")) {
            var file = folders.database().resolveSibling(folders.database().getFileName() + suffix);
            if (Files.exists(file) && !(Files.isReadable(file) && Files.isWritable(file))) {
                throw new StorageException("The file " + file.toAbsolutePath()
                        + " can't be read and written. Is it another user's?");
            }
        }
    }

    // SQLite gives what it puts beside the file the same mode. It holds hashes of passwords.
    private void createDatabase() {
        if (!Files.exists(folders.database())
                && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            try {
                Files.createFile(folders.database(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } catch (IOException e) {
                throw StorageException.of("The database " + folders.database().toAbsolutePath() + " can't be made", e);
            }
        }
    }
}
