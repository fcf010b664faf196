package org.reelgraph.storage;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;

/** Makes the data and import folders before the first connection needs them. */
@Singleton
class FolderCreation implements BeanCreatedEventListener<DatasourceConfiguration> {

    private final Folders folders;

    FolderCreation(Folders folders) {
        this.folders = folders;
    }

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        if (folders.dataDir().toString().contains("?")) {
            // In the database's address the options start there.
            throw new StorageException(
                    "The data folder " + folders.dataDir() + " can't be used: its path holds a '?'.");
        }
        try {
            Files.createDirectories(folders.dataDir());
            Files.createDirectories(folders.importDir());
        } catch (IOException e) {
            throw new StorageException("The data folder " + folders.dataDir().toAbsolutePath()
                    + " or the import folder " + folders.importDir().toAbsolutePath() + " can't be made: " + e, e);
        }
        return event.getBean();
    }
}
