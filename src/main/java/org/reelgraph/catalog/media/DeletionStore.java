package org.reelgraph.catalog.media;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/**
 * Deletes media items on the writer's connection; ids are passed as JSON arrays. Seasons, episodes and lists are
 * deleted along with the item by foreign keys.
 */
@SqlRepository("writer")
interface DeletionStore extends GenericRepository<MediaItem, Long> {

    /** What is told of an item that is deleted. */
    @Introspected
    record Named(long id, MediaKind kind, String title) {
    }

    @Query("SELECT id, kind, title FROM media_items WHERE id = :id")
    Optional<Named> findNamed(long id);

    /** {@return the people credited in these items or their episodes} */
    @Query("SELECT DISTINCT person_id FROM credits WHERE owner_id" + JsonArray.IN_EACH + ":ids)"
            + " UNION ALL SELECT id FROM episodes WHERE series_id" + JsonArray.IN_IDS + ")")
    List<Long> findCredited(String ids);

    /** Removes items. */
    @Query("DELETE FROM media_items WHERE id" + JsonArray.IN_IDS)
    void deleteItems(String ids);

    /** Removes those of these people who have no credits left. */
    @Query("DELETE FROM people WHERE id" + JsonArray.IN_IDS
            + " AND NOT EXISTS (SELECT 1 FROM credits WHERE person_id = people.id)")
    void deleteForgotten(String ids);
}
