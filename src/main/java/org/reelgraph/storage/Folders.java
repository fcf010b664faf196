package org.reelgraph.storage;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.nio.file.Path;

/**
 * The folders the server works in.
 *
 * @param dataDir   holds the database and its backups ({@code REELGRAPH_DATA_DIR})
 * @param importDir holds what may be imported ({@code REELGRAPH_IMPORT_DIR})
 */
@ConfigurationProperties("reelgraph")
public record Folders(Path dataDir, Path importDir) {

    /** Refuses a data folder that the database's address can't hold. */
    public Folders {
        if (dataDir.toString().contains("?")) {
            // The address' options start there.
            throw new StorageException("The data folder " + dataDir + " can't be used: its path holds a '?'.");
        }
    }

    /** {@return the database file} */
    public Path database() {
        return dataDir.resolve("reelgraph.db");
    }

    /** {@return where backups are kept} */
    public Path backups() {
        return dataDir.resolve("backups");
    }
}
