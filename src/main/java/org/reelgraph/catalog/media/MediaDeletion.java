package org.reelgraph.catalog.media;

import jakarta.inject.Singleton;
import java.util.Collection;
import org.reelgraph.storage.sql.JsonArray;

/** Removes media items and everything that belongs to them. */
@Singleton
public class MediaDeletion {

    private final DeletionStore store;

    MediaDeletion(DeletionStore store) {
        this.store = store;
    }

    /**
     * Removes these items with their seasons, episodes, credits and images, as well as people who have no other
     * credits. Must be called in the writer's transaction.
     */
    public void delete(Collection<Long> ids) {
        var items = JsonArray.ofIds(ids);
        var credited = store.findCredited(items);
        store.deleteItems(items);
        store.deleteForgotten(JsonArray.ofIds(credited));
    }
}
