package org.reelgraph.storage.sqlite;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.reelgraph.storage.BackupFolder;
import org.reelgraph.storage.DatabaseHealth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether the files of the database are still there, and says so once. */
@OnSqlite
@Singleton
class FileWatch {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    private final DatabaseFile file;
    private final DatabaseHealth health;
    private final BackupFolder backups;
    private boolean missing;

    FileWatch(DatabaseFile file, DatabaseHealth health, BackupFolder backups) {
        this.file = file;
        this.health = health;
        this.backups = backups;
    }

    @Scheduled(fixedDelay = "500ms", initialDelay = "500ms")
    synchronized void look() {
        var found = file.missing();
        if (found.isPresent() && !missing) {
            LOG.error(
                    "{} was removed or replaced while the server runs. Nothing is read or written until the file that was"
                            + " there is back, or the server was started anew with the one that is there. {}",
                    found.get(),
                    backups.wayBack());
        } else if (found.isEmpty() && missing) {
            LOG.info("The database is back");
        }
        missing = found.isPresent();
        health.noteMissing(missing);
    }
}
