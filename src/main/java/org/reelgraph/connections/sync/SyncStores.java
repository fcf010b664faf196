package org.reelgraph.connections.sync;

import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.reelgraph.storage.WriteTransactions;

/** The tables of synchronisations on the writer's connection, with its transactions. */
@Singleton
record SyncStores(SyncJobStore jobs, SyncSectionStore sections, SyncItemStore items, SyncedItemStore synced,
        DisplacedItemStore displaced, AnnouncedItemStore announced, SnapshotStore snapshots,
        WriteTransactions transactions) {

    /** Does the work in one transaction; {@return its result} */
    <T> T write(Supplier<T> work) {
        return transactions.within(work);
    }
}
