package org.reelgraph.imports.merge.stores;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.catalog.tags.MediaTag;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Access to genres, collections, countries and labels on the writer's connection. */
@SqlRepository("writer")
public interface TagStore extends GenericRepository<MediaTag, Long> {

    /** {@return the tags of these items by item, kind and position} */
    @Query("SELECT * FROM media_tags WHERE media_id" + JsonArray.IN_EACH + ":mediaIds" + JsonArray.END
            + " ORDER BY media_id, kind, position")
    List<MediaTag> findByMedia(String mediaIds);

    /** Removes all tags of these items. */
    @Query("DELETE FROM media_tags WHERE media_id" + JsonArray.IN_EACH + ":mediaIds" + JsonArray.END)
    void deleteByMedia(String mediaIds);

    /** Adds tags. */
    @Query("INSERT INTO media_tags (media_id, kind, position, name) VALUES (:mediaId, :kind, :position, :name)")
    void insert(List<MediaTag> tags);
}
