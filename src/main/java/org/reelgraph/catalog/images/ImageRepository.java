package org.reelgraph.catalog.images;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads images. */
@SqlRepository
public interface ImageRepository extends GenericRepository<Image, Long> {

    /** {@return the images of these media items, seasons and episodes by owner and position} */
    @Query("SELECT * FROM images WHERE owner_id" + JsonArray.IN_EACH + ":ownerIds" + JsonArray.END
            + " ORDER BY owner_id, position")
    List<Image> findByOwner(String ownerIds);
}
