package org.reelgraph.storage;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import java.nio.file.Path;
import org.reelgraph.settings.declaration.Setting;

/** The folders the server works in. */
@Introspected
@ConfigurationProperties("reelgraph")
public record Folders(
        @Setting(description = "The folder of the database and its backups.", defaultValue = "./data",
                values = "a folder") Path dataDir,
        @Setting(description = "The folder of files that can be imported.",
                defaultValue = "${reelgraph.data-dir}/import", values = "a folder") Path importDir) {

    /** Refuses a data folder that the database's address can't hold. */
    public Folders {
        if (dataDir.toString().contains("?")) {
            // The options of the JDBC URL start there.
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

    /** {@return where files are that came with requests} */
    public Path uploads() {
        return dataDir.resolve("uploads");
    }
}
