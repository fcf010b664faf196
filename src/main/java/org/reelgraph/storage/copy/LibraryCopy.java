package org.reelgraph.storage.copy;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.reelgraph.storage.DatabasePlace;
import org.reelgraph.storage.ReadTransactions;
import org.reelgraph.storage.StorageException;
import org.reelgraph.storage.migrations.StoredData;

/** Copies the library of this program to another database, in the state of one moment. */
@Singleton
public class LibraryCopy {

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(30);

    private final ReadTransactions reads;
    private final LibraryTables tables;
    private final CopyTargets targets;
    private final DatabasePlace place;

    LibraryCopy(ReadTransactions reads, LibraryTables tables, CopyTargets targets, DatabasePlace place) {
        this.reads = reads;
        this.tables = tables;
        this.targets = targets;
        this.place = place;
    }

    /**
     * Copies the library. If this fails, nothing is at the target.
     *
     * @return what each table of the copy holds, which is what it holds here
     * @throws StorageException if it can't be copied, in words for the owner
     */
    public List<TableSum> copyTo(CopyTarget target, CopyListener listener) {
        reads.onConnection(this::requireData);
        return targets.fill(target, writer -> reads.within(AS_LONG_AS_IT_TAKES, bytes -> {
        }, () -> reads.onConnection(library -> copy(library, writer, listener))));
    }

    // Whoever names another place than they mean finds a new library there.
    private boolean requireData(Connection library) {
        try {
            if (StoredData.isIn(library)) {
                return true;
            }
            throw new StorageException("The library in " + place.inWords() + " is empty. Nothing was copied.");
        } catch (SQLException e) {
            throw TableFiller.failed("The library can't be read", e);
        }
    }

    private List<TableSum> copy(Connection library, CopyWriter writer, CopyListener listener) {
        try {
            return writer.write(TableSource.of(library, tables.in(library)), listener);
        } catch (SQLException e) {
            throw TableFiller.failed("The library can't be read", e);
        }
    }
}
