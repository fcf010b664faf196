package org.reelgraph.catalog.media;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.catalog.MediaItem;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads when imports last contained items. */
@SqlRepository
interface MediaSeenRepository extends GenericRepository<MediaItem, Long> {

    /**
     * When an import last contained an item.
     *
     * @param at in epoch milliseconds
     */
    @Introspected
    record Seen(long mediaId, long at) {
    }

    /** {@return when imports last contained these items, as far as that is known} */
    @Query("SELECT media_id, at FROM media_seen WHERE media_id" + JsonArray.IN_EACH + ":mediaIds" + JsonArray.END)
    List<Seen> findByMedia(String mediaIds);
}
