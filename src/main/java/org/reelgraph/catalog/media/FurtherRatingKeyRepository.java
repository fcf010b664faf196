package org.reelgraph.catalog.media;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Reads further rating keys. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface FurtherRatingKeyRepository extends GenericRepository<FurtherRatingKey, Long> {

    /** {@return the further keys of these items by item and position} */
    @Query("SELECT * FROM further_rating_keys WHERE media_id IN (SELECT value FROM json_each(:mediaIds))"
            + " ORDER BY media_id, position")
    List<FurtherRatingKey> findByMedia(String mediaIds);
}
