package org.reelgraph.artwork;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.catalog.images.Picture;
import org.reelgraph.storage.sql.JsonList;
import org.reelgraph.storage.sql.Rows;

/** What images show, and which images sources name, on the writer's connection. */
@Singleton
class ArtworkOwnerStore {

    private static final String FIND = """
                                       SELECT kind, id, title FROM media_items WHERE id = ?
                                       UNION ALL SELECT 'season', m.id, m.title || ', season ' || s.number FROM seasons AS s
                                         JOIN media_items AS m ON m.id = s.series_id WHERE s.id = ?
                                       UNION ALL SELECT 'episode', m.id,
                                         m.title || ', ' || e.season_number || '×' || e.number FROM episodes AS e
                                         JOIN media_items AS m ON m.id = e.series_id WHERE e.id = ?
                                       UNION ALL SELECT 'person', NULL, name FROM people WHERE id = ?""";

    private final JdbcOperations operations;

    ArtworkOwnerStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return what has this id, if images can show it} */
    Optional<ArtworkOwner> find(long id) {
        return Rows.read(operations::prepareStatement, FIND, List.of(id, id, id, id), row -> owner(id, row)).stream()
                .findFirst();
    }

    private static ArtworkOwner owner(long id, ResultSet row) throws SQLException {
        var type = Rows.text(row, 1);
        var media = row.getLong(2);
        var prefix = MediaKind.NAMES.contains(type) ? MediaKind.valueOf(type).prefix() : type;
        return new ArtworkOwner(id, prefix, row.wasNull() ? Optional.empty() : Optional.of(media), Rows.text(row, 3));
    }

    /** {@return the images that sources name} */
    List<ImageKey> images(ArtworkOwner owner) {
        return owner.mediaId().isEmpty()
                ? ofPerson(owner.id())
                : Rows.read(operations::prepareStatement,
                        "SELECT kind, source, path FROM images WHERE owner_id = ? ORDER BY position",
                        List.of(owner.id()),
                        row -> new ImageKey(owner.id(), ImageKind.valueOf(Rows.text(row, 1)), Rows.text(row, 2),
                                Rows.text(row, 3)));
    }

    private List<ImageKey> ofPerson(long id) {
        var keys = new ArrayList<ImageKey>();
        Rows.read(operations::prepareStatement, "SELECT images FROM people WHERE id = ?", List.of(id),
                row -> JsonList.read(Rows.textOrNull(row, 1), Picture.class))
                .forEach(pictures -> pictures.forEach(
                        picture -> keys.add(new ImageKey(id, picture.kind(), picture.source(), picture.path()))));
        return keys;
    }

    /** Notes that something below an item, or of a person, has changed. */
    void touch(ArtworkOwner owner, Instant now) {
        var table = owner.mediaId().isPresent() ? "media_items" : "people";
        operations.prepareStatement("UPDATE " + table + " SET updated_at = ? WHERE id = ?", statement -> {
            Rows.set(statement, 1, now);
            statement.setLong(2, owner.mediaId().orElse(owner.id()));
            return statement.executeUpdate();
        });
    }
}
