package org.reelgraph.catalog;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Reads genres, collections, countries and labels. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface MediaTagRepository extends GenericRepository<MediaTag, Long> {

    /** {@return the tags of these items by item, kind and position} */
    @Query("SELECT * FROM media_tags WHERE media_id IN (SELECT value FROM json_each(:mediaIds))"
            + " ORDER BY media_id, kind, position")
    List<MediaTag> findByMedia(String mediaIds);
}
