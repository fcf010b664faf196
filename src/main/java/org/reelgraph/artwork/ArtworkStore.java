package org.reelgraph.artwork;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.reelgraph.artwork.pictures.StoredPicture;
import org.reelgraph.storage.sql.Rows;

/** What is known of images, on the writer's connection. */
@Singleton
class ArtworkStore {

    private static final String ADD_PICTURE = """
                                              INSERT INTO pictures (hash, type, width, height, bytes, is_animated, thumb_hash,
                                                dominant_color, created_at)
                                              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING""";
    private static final String SAVE = """
                                       INSERT INTO artwork (owner_id, kind, source, path, hash, language, is_uploaded, is_selected,
                                         is_locked, attempted_at, problem)
                                       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                       ON CONFLICT (owner_id, kind, source, path) DO UPDATE SET hash = excluded.hash,
                                         language = excluded.language, is_uploaded = excluded.is_uploaded,
                                         is_selected = excluded.is_selected, is_locked = excluded.is_locked,
                                         attempted_at = excluded.attempted_at, problem = excluded.problem,
                                         unused_since = NULL""";
    private static final String ONE = " WHERE owner_id = ? AND kind = ? AND source = ? AND path = ?";
    private static final String OF_OWNER = ArtworkReader.SELECT
            + " WHERE a.owner_id = ? ORDER BY a.kind, a.source, a.path";

    private final JdbcOperations operations;

    ArtworkStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** {@return what is known of the images of an owner} */
    List<ArtworkRow> findByOwner(long ownerId) {
        return Rows.read(operations::prepareStatement, OF_OWNER, List.of(ownerId), ArtworkReader::read);
    }

    /** {@return what is known of an image} */
    Optional<ArtworkRow> find(ImageKey key) {
        return findByOwner(key.ownerId()).stream().filter(row -> row.key().equals(key)).findFirst();
    }

    /** Adds a picture, unless it is there. */
    void add(StoredPicture picture, Instant now) {
        Rows.write(operations, ADD_PICTURE, List.of(picture), (statement, added) -> {
            statement.setString(1, added.hash());
            Rows.set(statement, 2, added.type());
            statement.setInt(3, added.width());
            statement.setInt(4, added.height());
            statement.setLong(5, added.bytes());
            statement.setInt(6, added.isAnimated() ? 1 : 0);
            statement.setString(7, added.thumbHash());
            statement.setString(8, added.dominantColor());
            Rows.set(statement, 9, now);
        });
    }

    /** Adds what is known of an image, or replaces it. */
    void save(ArtworkRow row) {
        Rows.write(operations, SAVE, List.of(row), (statement, saved) -> {
            bind(statement, saved.key());
            statement.setString(5, saved.kept().map(StoredPicture::hash).orElse(null));
            statement.setString(6, saved.language());
            statement.setInt(7, saved.decision().isUploaded() ? 1 : 0);
            statement.setInt(8, saved.decision().isSelected() ? 1 : 0);
            statement.setInt(9, saved.decision().isLocked() ? 1 : 0);
            Rows.set(statement, 10, saved.attemptedAt());
            statement.setString(11, saved.problem());
        });
    }

    /** Makes all other images of the same owner and kind ones that nobody has selected. */
    void unselect(ImageKey key) {
        Rows.write(operations, "UPDATE artwork SET is_selected = 0 WHERE owner_id = ? AND kind = ?"
                + " AND is_selected = 1 AND NOT (source = ? AND path = ?)", List.of(key), ArtworkStore::bind);
    }

    /** Forgets what is known of an image. */
    void delete(ImageKey key) {
        Rows.write(operations, "DELETE FROM artwork" + ONE, List.of(key), ArtworkStore::bind);
    }

    private static void bind(PreparedStatement statement, ImageKey key) throws SQLException {
        statement.setLong(1, key.ownerId());
        Rows.set(statement, 2, key.kind());
        statement.setString(3, key.source());
        statement.setString(4, key.path());
    }
}
