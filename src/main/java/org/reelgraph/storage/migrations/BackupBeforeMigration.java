package org.reelgraph.storage.migrations;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.reelgraph.storage.Backup;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backs up a database that holds data, once per migration, before Flyway runs the first pending script. */
final class BackupBeforeMigration implements Callback {

    private static final Logger LOG = LoggerFactory.getLogger(BackupBeforeMigration.class);

    private final Backup backup;
    private final MigrationVersion next;
    private Optional<Path> copy = Optional.empty();

    /** @param next the version of the first pending script, which becomes part of the backup's name */
    BackupBeforeMigration(Backup backup, MigrationVersion next) {
        this.backup = backup;
        this.next = next;
    }

    /** {@return where the backup is; empty where none was made} */
    Optional<Path> copy() {
        return copy;
    }

    /** {@return where the backup is, as a part of a message; empty where none was made} */
    String inWords() {
        return copy.map(file -> " (its backup is " + file + ")").orElse("");
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_MIGRATE;
    }

    // A database may not be able to make a copy within a transaction.
    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return false;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            if (StoredData.isIn(context.getConnection())) {
                copy = backup.take(context.getConnection(), "before-v" + next);
                copy.ifPresent(file -> LOG.info("Backed up the database to {} before bringing it up to date", file));
            }
        } catch (SQLException e) {
            throw new StorageException("The database could not be read: " + StorageFailure.reasonOf(e), e);
        }
    }

    @Override
    public String getCallbackName() {
        return "backup before migration";
    }
}
