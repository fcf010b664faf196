package org.reelgraph.imports.merge.stores;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Named;
import java.util.List;
import org.reelgraph.catalog.images.Image;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.SqlRepository;

/** Access to images on the writer's connection. */
@SqlRepository("writer")
public abstract class ImageStore implements GenericRepository<Image, Long> {

    private static final String FIND = "SELECT owner_id, position, kind, source, path FROM images"
            + " WHERE owner_id" + JsonArray.IN + " ORDER BY owner_id, position";
    private static final String INSERT = "INSERT INTO images (owner_id, position, kind, source, path)"
            + " VALUES (?, ?, ?, ?, ?)";

    private final JdbcOperations operations;

    ImageStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return the images of these items, seasons and episodes by owner and position} */
    public List<Image> findByOwner(String ownerIds) {
        return Rows.read(operations::prepareStatement, FIND, ownerIds, row -> new Image(row.getLong(1), row.getInt(2),
                ImageKind.valueOf(row.getString(3)), row.getString(4), row.getString(5)));
    }

    /** Removes the images of these items, seasons and episodes. */
    @Query("DELETE FROM images WHERE owner_id" + JsonArray.IN_EACH + ":ownerIds" + JsonArray.END)
    public abstract void deleteByOwner(String ownerIds);

    /** Adds images. */
    public void insert(List<Image> images) {
        Rows.write(operations, INSERT, images, (statement, image) -> {
            statement.setLong(1, image.ownerId());
            statement.setInt(2, image.position());
            Rows.set(statement, 3, image.kind());
            statement.setString(4, image.source());
            statement.setString(5, image.path());
        });
    }
}
