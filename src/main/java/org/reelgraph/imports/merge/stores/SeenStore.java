package org.reelgraph.imports.merge.stores;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.util.List;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlRepository;

/** Records what imports last contained, on the writer's connection. Instants are epoch milliseconds. */
@SqlRepository("writer")
public abstract class SeenStore implements GenericRepository<MediaItem, Long> {

    private static final String NOTE = "INSERT INTO media_seen (media_id, at) SELECT value, ? FROM " + JsonArray.ROWS
            + "?) WHERE true ON CONFLICT (media_id) DO UPDATE SET at = excluded.at WHERE media_seen.at < excluded.at";

    private final JdbcOperations operations;

    SeenStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** Records that an import contains these items. */
    public void note(String mediaIds, long at) {
        Rows.write(operations, NOTE, List.of(mediaIds), (statement, ids) -> {
            statement.setLong(1, at);
            statement.setString(2, ids);
        });
    }

    /** Records that an import contains all items of its source and of a kind. */
    @Query("INSERT INTO complete_imports (source, kind, at) VALUES (:source, :kind, :at)"
            + " ON CONFLICT (source, kind) DO UPDATE SET at = excluded.at WHERE complete_imports.at < excluded.at")
    public abstract void noteComplete(String source, MediaKind kind, long at);
}
