package org.reelgraph.connections.sync;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Reads the sections of jobs. */
@Singleton
class SyncSectionReader {

    private static final String FIND = "SELECT " + SyncSectionStore.COLUMNS + " FROM sync_sections WHERE job_id"
            + JsonArray.IN + " ORDER BY job_id, position";

    private final Statements statements;

    SyncSectionReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return the sections of these jobs in their order} */
    List<SyncSection> find(Collection<Long> jobIds) {
        return Rows.read(statements, FIND, JsonArray.ofIds(jobIds), SyncSectionStore::read);
    }
}
