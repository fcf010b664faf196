package org.reelgraph.catalog;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Reads images. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface ImageRepository extends GenericRepository<Image, Long> {

    /** {@return the images of these media items, seasons and episodes by owner and position} */
    @Query("SELECT * FROM images WHERE owner_id IN (SELECT value FROM json_each(:ownerIds))"
            + " ORDER BY owner_id, position")
    List<Image> findByOwner(String ownerIds);
}
