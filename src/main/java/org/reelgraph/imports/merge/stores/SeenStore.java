package org.reelgraph.imports.merge.stores;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Records what imports last contained, on the writer's connection. Instants are epoch milliseconds. */
@SqlRepository("writer")
public interface SeenStore extends GenericRepository<MediaItem, Long> {

    /** Records that an import contains these items. */
    @Query("INSERT INTO media_seen (media_id, at) SELECT value, :at FROM " + JsonArray.ROWS + ":mediaIds) WHERE true"
            + " ON CONFLICT (media_id) DO UPDATE SET at = excluded.at WHERE media_seen.at < excluded.at")
    void note(String mediaIds, long at);

    /** Records that an import contains all items of its source and of a kind. */
    @Query("INSERT INTO complete_imports (source, kind, at) VALUES (:source, :kind, :at)"
            + " ON CONFLICT (source, kind) DO UPDATE SET at = excluded.at WHERE complete_imports.at < excluded.at")
    void noteComplete(String source, MediaKind kind, long at);
}
