package org.reelgraph.mediaos.library;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.reelgraph.storage.sql.Rows;

/** Tells whether MediaOS' part of the library has changed, on the writer's connection. */
@Singleton
public class LibraryChangesReader {

    private static final String AFTER = "SELECT c.seq FROM changes AS c WHERE c.seq > ? AND (EXISTS (SELECT 1"
            + " FROM mediaos_entries AS e WHERE e.file = '" + LibraryFile.NAME + "' AND e.row_id = c.media_id)"
            + " OR EXISTS (SELECT 1 FROM media_items AS m WHERE m.id = c.media_id AND m.source = '"
            + LibraryFile.SOURCE + "')) LIMIT 1";

    private final JdbcOperations operations;

    LibraryChangesReader(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return whether an item that is MediaOS' was created, changed or deleted after a place in the order of changes} */
    public boolean isAnyAfter(long place) {
        return !Rows.read(operations::prepareStatement, AFTER, List.of(place), row -> row.getLong(1)).isEmpty();
    }
}
