package org.reelgraph.backups;

import java.time.Instant;
import org.reelgraph.backups.BackupFile.Name;

/**
 * A backup, whether or not it can be read.
 *
 * @param createdAt the moment whose state it holds: that of its manifest or, if it can't be read, of its name
 */
record DatedBackup(Name name, Instant createdAt) {
}
