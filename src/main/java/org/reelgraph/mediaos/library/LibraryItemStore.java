package org.reelgraph.mediaos.library;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.reelgraph.catalog.MediaKind;
import org.reelgraph.mediaos.files.MediaOsFile.Stored;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/** The media items that are MediaOS', on the writer's connection: those of its source, and whatever is in its file. */
@Singleton
class LibraryItemStore {

    private static final String FIND = "SELECT m.id, m.rating_key, m.kind, m.title, " + image("POSTER") + ", "
            + image("BACKDROP") + " FROM media_items m WHERE ";
    private static final String AFTER = FIND + "m.id > ? AND (m.source = '" + LibraryFile.SOURCE
            + "' OR EXISTS (SELECT 1"
            + " FROM mediaos_entries e WHERE e.file = '" + LibraryFile.NAME + "' AND e.row_id = m.id))"
            + " ORDER BY m.id LIMIT ?";

    private final JdbcOperations operations;

    LibraryItemStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    private static String image(String kind) {
        return "(SELECT i.path FROM images i WHERE i.owner_id = m.id AND i.kind = '" + kind
                + "' ORDER BY i.position LIMIT 1)";
    }

    List<Stored<LibraryItem>> findAfter(long id, int most) {
        return read(AFTER, List.of(id, most));
    }

    List<Stored<LibraryItem>> find(Collection<Long> ids) {
        return read(FIND + "m.id" + JsonArray.IN, List.of(JsonArray.ofIds(ids)));
    }

    private List<Stored<LibraryItem>> read(String sql, List<Object> values) {
        return Rows.read(operations::prepareStatement, sql, values, LibraryItemStore::read);
    }

    private static Stored<LibraryItem> read(ResultSet row) throws SQLException {
        return new Stored<>(row.getLong(1), new LibraryItem(Optional.ofNullable(Rows.textOrNull(row, 2)),
                MediaKind.valueOf(Rows.text(row, 3)), Rows.text(row, 4), Optional.ofNullable(Rows.textOrNull(row, 5)),
                Optional.ofNullable(Rows.textOrNull(row, 6))));
    }
}
