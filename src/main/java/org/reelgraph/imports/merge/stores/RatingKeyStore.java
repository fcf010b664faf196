package org.reelgraph.imports.merge.stores;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.catalog.media.FurtherRatingKey;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Access to further rating keys on the writer's connection. */
@SqlRepository("writer")
public interface RatingKeyStore extends GenericRepository<FurtherRatingKey, Long> {

    /** {@return the further keys of these items by item and position} */
    @Query("SELECT * FROM further_rating_keys WHERE media_id" + JsonArray.IN_EACH + ":mediaIds" + JsonArray.END
            + " ORDER BY media_id, position")
    List<FurtherRatingKey> findByMedia(String mediaIds);

    /** Removes the further keys of these items. */
    @Query("DELETE FROM further_rating_keys WHERE media_id" + JsonArray.IN_EACH + ":mediaIds" + JsonArray.END)
    void deleteByMedia(String mediaIds);

    /** Adds further keys. */
    @Query("INSERT INTO further_rating_keys (media_id, position, source, kind, rating_key)"
            + " VALUES (:mediaId, :position, :source, :kind, :ratingKey)")
    void insert(List<FurtherRatingKey> keys);
}
