package org.reelgraph.storage.sqlite;

import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.reelgraph.storage.Folders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns if the database is on a network file system. Locks don't work reliably there, and memory is shared only on one
 * machine.
 *
 * @see <a href="https://sqlite.org/useovernet.html">SQLite Over a Network</a>
 */
@OnSqlite
@Singleton
class NetworkFolder {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkFolder.class);
    private static final Set<String> NETWORK = Set.of("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p",
            "afs",
            "afpfs", "ceph", "davfs", "fuse.ceph", "fuse.davfs", "fuse.glusterfs", "fuse.rclone",
            "fuse.s3fs", "fuse.sshfs", "glusterfs", "gpfs", "lustre", "ncpfs", "webdav");

    /** Tells the type of the file system that a folder is on. */
    interface Types {
        String of(Path folder) throws IOException;
    }

    private final Path folder;
    private final Types types;

    @Inject
    NetworkFolder(Folders folders) {
        this(folders, place -> Files.getFileStore(place).type());
    }

    NetworkFolder(Folders folders, Types types) {
        this.folder = folders.dataDir();
        this.types = types;
    }

    @EventListener
    void warn(StartupEvent started) {
        try {
            var type = types.of(folder);
            if (NETWORK.contains(type.toLowerCase(Locale.ROOT))) {
                LOG.warn(
                        "The data folder {} is on a network file system ({}), where SQLite may damage the database. Move it"
                                + " to a disk of this machine.",
                        folder.toAbsolutePath().normalize(), type);
            }
        } catch (IOException e) {
            LOG.debug("The file system of {} is not known", folder, e);
        }
    }
}
