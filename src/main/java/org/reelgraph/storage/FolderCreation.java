package org.reelgraph.storage;

import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the data and import folders before the first connection needs them. */
@Singleton
class FolderCreation implements BeanCreatedEventListener<DatasourceConfiguration>, Ordered {

    private final Folders folders;

    FolderCreation(Folders folders) {
        this.folders = folders;
    }

    /** Before the database is opened there. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
        create(folders.dataDir(), "The data folder %s (REELGRAPH_DATA_DIR)");
        create(folders.importDir(), "The import folder %s (REELGRAPH_IMPORT_DIR)");
        return event.getBean();
    }

    private static void create(Path folder, String name) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw StorageException.of(name.formatted(folder.toAbsolutePath()) + " can't be made", e);
        }
    }
}
