package org.reelgraph.artwork;

import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.artwork.ArtworkRow.Decision;
import org.reelgraph.artwork.pictures.PictureType;
import org.reelgraph.artwork.pictures.StoredPicture;
import org.reelgraph.catalog.images.ImageKind;
import org.reelgraph.storage.sql.IdQuery;
import org.reelgraph.storage.sql.Rows;
import org.reelgraph.storage.sql.Statements;

/** Reads what is known of images. */
@Singleton
class ArtworkReader {

    /** What rows are read from. */
    static final String SELECT = "SELECT a.owner_id, a.kind, a.source, a.path, a.language, a.is_uploaded,"
            + " a.is_selected, a.is_locked, a.attempted_at, a.problem, a.hash, p.type, p.width, p.height, p.bytes,"
            + " p.is_animated, p.thumb_hash, p.dominant_color"
            + " FROM artwork AS a LEFT JOIN pictures AS p ON p.hash = a.hash";
    private static final IdQuery BY_OWNER = IdQuery.of(SELECT + " WHERE a.owner_id = :id"
            + " ORDER BY a.owner_id, a.kind, a.source, a.path");

    private final Statements statements;

    ArtworkReader(Statements statements) {
        this.statements = statements;
    }

    /** {@return what is known of the images of these owners, by owner} */
    List<ArtworkRow> findByOwners(Collection<Long> owners) {
        return Rows.find(statements, BY_OWNER, owners, ArtworkReader::read);
    }

    static ArtworkRow read(ResultSet row) throws SQLException {
        var key = new ImageKey(row.getLong(1), ImageKind.valueOf(Rows.text(row, 2)), Rows.text(row, 3),
                Rows.text(row, 4));
        var decision = new Decision(row.getInt(6) == 1, row.getInt(7) == 1, row.getInt(8) == 1);
        return new ArtworkRow(key, picture(row), Rows.textOrNull(row, 5), decision, Rows.instantOrNull(row, 9),
                Rows.textOrNull(row, 10));
    }

    private static @Nullable StoredPicture picture(ResultSet row) throws SQLException {
        var hash = Rows.textOrNull(row, 11);
        return hash == null
                ? null
                : new StoredPicture(hash, PictureType.valueOf(Rows.text(row, 12)), row.getInt(13), row.getInt(14),
                        row.getLong(15), row.getInt(16) == 1, Rows.textOrNull(row, 17), Rows.textOrNull(row, 18));
    }
}
