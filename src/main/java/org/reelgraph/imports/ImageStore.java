package org.reelgraph.imports;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.catalog.Image;

/** Images as the writer sees them. */
@Repository("writer")
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ImageStore extends GenericRepository<Image, Long> {

    /** {@return the images of these items, seasons and episodes by owner and position} */
    @Query("SELECT * FROM images WHERE owner_id IN (SELECT value FROM json_each(:ownerIds)) ORDER BY owner_id, position")
    List<Image> findByOwner(String ownerIds);

    /** Removes the images of these items, seasons and episodes. */
    @Query("DELETE FROM images WHERE owner_id IN (SELECT value FROM json_each(:ownerIds))")
    void deleteByOwner(String ownerIds);

    /** Adds images. */
    @Query("INSERT INTO images (owner_id, position, kind, source, path)"
            + " VALUES (:ownerId, :position, :kind, :source, :path)")
    void insert(List<Image> images);
}
