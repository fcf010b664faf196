package org.reelgraph.imports.merge;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.catalog.MediaTag;

/** Genres, collections, countries and labels as the writer sees them. */
@Repository("writer")
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TagStore extends GenericRepository<MediaTag, Long> {

    /** {@return the tags of these items by item, kind and position} */
    @Query("SELECT * FROM media_tags WHERE media_id IN (SELECT value FROM json_each(:mediaIds))"
            + " ORDER BY media_id, kind, position")
    List<MediaTag> findByMedia(String mediaIds);

    /** Removes all tags of these items. */
    @Query("DELETE FROM media_tags WHERE media_id IN (SELECT value FROM json_each(:mediaIds))")
    void deleteByMedia(String mediaIds);

    /** Adds tags. */
    @Query("INSERT INTO media_tags (media_id, kind, position, name) VALUES (:mediaId, :kind, :position, :name)")
    void insert(List<MediaTag> tags);
}
