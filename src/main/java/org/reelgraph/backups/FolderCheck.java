package org.reelgraph.backups;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import org.reelgraph.storage.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the folders of backups when a server starts. Whatever is wrong with them doesn't keep it from starting. */
@Singleton
@Requires(property = "reelgraph.serves", value = "true")
class FolderCheck {

    private static final Logger LOG = LoggerFactory.getLogger(FolderCheck.class);

    private final ArchiveFolder folder;
    private final Backups backups;

    FolderCheck(ArchiveFolder folder, Backups backups) {
        this.folder = folder;
        this.backups = backups;
    }

    @EventListener
    void start(StartupEvent started) {
        folder.obstacle().ifPresent(LOG::warn);
        try {
            backups.deleteUnfinished()
                    .forEach(name -> LOG.info("{}, which was never finished, was deleted", name));
        } catch (StorageException e) {
            LOG.warn("What a program that was killed has left in {} can't be removed: {}", folder.path(),
                    e.getMessage());
        }
    }
}
