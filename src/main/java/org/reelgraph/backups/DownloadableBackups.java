package org.reelgraph.backups;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.reelgraph.downloads.Downloadable;
import org.reelgraph.graphql.access.Role;

/** The backups in this server's folder. */
@Singleton
class DownloadableBackups implements Downloadable {

    private final Backups backups;

    DownloadableBackups(Backups backups) {
        this.backups = backups;
    }

    @Override
    public String prefix() {
        return BackupFile.PREFIX;
    }

    @Override
    public Role role() {
        return Role.ADMIN;
    }

    @Override
    public Optional<Content> find(String id) {
        return backups.find(id)
                .map(backup -> new Content(backup.globalId(), backup.path(), "application/octet-stream"));
    }

    @Override
    public String missing() {
        return "This server has no such backup, or can't read it.";
    }
}
