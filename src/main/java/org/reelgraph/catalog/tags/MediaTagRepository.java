package org.reelgraph.catalog.tags;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads genres, collections, countries and labels. */
@SqlRepository
public interface MediaTagRepository extends GenericRepository<MediaTag, Long> {

    /** {@return the tags of these items by item, kind and position} */
    @Query("SELECT * FROM media_tags WHERE media_id" + JsonArray.IN_EACH + ":mediaIds" + JsonArray.END
            + " ORDER BY media_id, kind, position")
    List<MediaTag> findByMedia(String mediaIds);
}
