package org.reelgraph.storage;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes the data and import folders before the first connection needs them. */
@Singleton
class FolderCreation implements BeanCreatedEventListener<DatasourceConfiguration> {

    private final Folders folders;

    FolderCreation(Folders folders) {
        this.folders = folders;
    }

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        try {
            Files.createDirectories(folders.dataDir());
            Files.createDirectories(folders.importDir());
            createDatabase();
        } catch (IOException e) {
            throw new StorageException("The data folder " + folders.dataDir().toAbsolutePath()
                    + " or the import folder " + folders.importDir().toAbsolutePath() + " can't be made: " + e, e);
        }
        return event.getBean();
    }

    // SQLite gives what it puts beside the file the same mode. It holds hashes of passwords.
    private void createDatabase() throws IOException {
        if (!Files.exists(folders.database())
                && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(folders.database(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }
}
