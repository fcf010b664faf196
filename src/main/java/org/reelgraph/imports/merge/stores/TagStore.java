package org.reelgraph.imports.merge.stores;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.util.List;
import org.reelgraph.catalog.tags.MediaTag;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlRepository;

/** Access to genres, collections, countries and labels on the writer's connection. */
@SqlRepository("writer")
public abstract class TagStore implements GenericRepository<MediaTag, Long> {

    private static final String DELETE = "DELETE FROM media_tags WHERE media_id" + JsonArray.IN;
    private static final String INSERT = "INSERT INTO media_tags (media_id, kind, position, name, media_kind, year)"
            + " SELECT ?, ?, ?, ?, kind, year FROM media_items WHERE id = ?";

    private final JdbcOperations operations;

    TagStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return the tags of these items by item, kind and position} */
    @Query("SELECT * FROM media_tags WHERE media_id" + JsonArray.IN_EACH + ":mediaIds" + JsonArray.END
            + " ORDER BY media_id, kind, position")
    public abstract List<MediaTag> findByMedia(String mediaIds);

    /** Removes all tags of these items. */
    public void deleteByMedia(String mediaIds) {
        Rows.write(operations, DELETE, List.of(mediaIds), (statement, ids) -> statement.setString(1, ids));
    }

    /** Adds tags of items that are there. */
    public void insert(List<MediaTag> tags) {
        Rows.write(operations, INSERT, tags, (statement, tag) -> {
            statement.setLong(1, tag.mediaId());
            Rows.set(statement, 2, tag.kind());
            statement.setInt(3, tag.position());
            statement.setString(4, tag.name());
            statement.setLong(5, tag.mediaId());
        });
    }
}
