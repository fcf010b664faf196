package org.reelgraph.storage.postgresql;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;
import org.reelgraph.storage.Backup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves backups to the server's own tools. A script that fails halfway needs none: its transaction leaves nothing
 * behind.
 */
@OnPostgresql
@Singleton
class NoBackup implements Backup {

    private static final Logger LOG = LoggerFactory.getLogger(NoBackup.class);

    @Override
    public Optional<Path> take(Connection database, String reason) {
        LOG.info("The database is brought up to date without a backup: make those with pg_dump or by your provider");
        return Optional.empty();
    }
}
