package org.reelgraph.catalog.media;

import jakarta.inject.Singleton;
import java.util.Collection;
import org.reelgraph.storage.sql.JsonArray;

/** Removes media items with all that hangs on them. */
@Singleton
public class MediaDeletion {

    private final DeletionStore store;

    MediaDeletion(DeletionStore store) {
        this.store = store;
    }

    /**
     * Removes these items with their seasons, episodes, credits and images, and people who are credited in nothing else. Needs the writer's
     * transaction.
     */
    public void delete(Collection<Long> ids) {
        var items = JsonArray.ofIds(ids);
        var credited = store.findCredited(items);
        store.deleteItems(items);
        store.deleteForgotten(JsonArray.ofIds(credited));
    }
}
