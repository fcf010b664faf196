package org.reelgraph.imports.merge;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.catalog.media.FurtherRatingKey;

/** Further rating keys as the writer sees them. */
@Repository("writer")
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RatingKeyStore extends GenericRepository<FurtherRatingKey, Long> {

    /** {@return the further keys of these items by item and position} */
    @Query("SELECT * FROM further_rating_keys WHERE media_id IN (SELECT value FROM json_each(:mediaIds))"
            + " ORDER BY media_id, position")
    List<FurtherRatingKey> findByMedia(String mediaIds);

    /** Removes the further keys of these items. */
    @Query("DELETE FROM further_rating_keys WHERE media_id IN (SELECT value FROM json_each(:mediaIds))")
    void deleteByMedia(String mediaIds);

    /** Adds further keys. */
    @Query("INSERT INTO further_rating_keys (media_id, position, source, kind, rating_key)"
            + " VALUES (:mediaId, :position, :source, :kind, :ratingKey)")
    void insert(List<FurtherRatingKey> keys);
}
