package org.reelgraph.catalog.media;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads further rating keys. */
@SqlRepository
public interface FurtherRatingKeyRepository extends GenericRepository<FurtherRatingKey, Long> {

    /** {@return the further keys of these items by item and position} */
    @Query("SELECT * FROM further_rating_keys WHERE media_id" + JsonArray.IN_EACH + ":mediaIds" + JsonArray.END
            + " ORDER BY media_id, position")
    List<FurtherRatingKey> findByMedia(String mediaIds);
}
