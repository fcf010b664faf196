package org.reelgraph.connections.sync;

import jakarta.inject.Singleton;
import org.reelgraph.jobs.JobPageReader;
import org.reelgraph.storage.sql.SqlDialect;
import org.reelgraph.storage.sql.Statements;

/** Reads what jobs found in sections. */
@Singleton
class SyncItemReader extends JobPageReader<SyncItem> {

    SyncItemReader(Statements statements, SqlDialect dialect) {
        super(statements, dialect, "sync_items", SyncItemStore.COLUMNS, SyncItemStore::read);
    }
}
