package org.reelgraph.artwork;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/** What nothing needs any more, on the writer's connection. */
@Singleton
class UnusedArtworkStore {

    private static final int AT_ONCE = 500;
    // Of people, whose images are in their own rows, all are kept as long as there is the person.
    private static final String IS_UNUSED = """
                                            NOT EXISTS (SELECT 1 FROM people AS p WHERE p.id = owner_id)
                                            AND NOT EXISTS (SELECT 1 FROM images AS i WHERE i.owner_id = artwork.owner_id
                                              AND i.kind = artwork.kind AND i.source = artwork.source AND i.path = artwork.path)
                                            AND (is_uploaded + is_selected + is_locked = 0
                                              OR NOT EXISTS (SELECT 1 FROM media_items AS m WHERE m.id = owner_id)
                                              AND NOT EXISTS (SELECT 1 FROM seasons AS s WHERE s.id = owner_id)
                                              AND NOT EXISTS (SELECT 1 FROM episodes AS e WHERE e.id = owner_id))""";
    private static final String MARK = "UPDATE artwork SET unused_since = ? WHERE unused_since IS NULL AND "
            + IS_UNUSED;
    private static final String UNMARK = "UPDATE artwork SET unused_since = NULL WHERE unused_since IS NOT NULL AND NOT ("
            + IS_UNUSED + ")";
    private static final String DELETE = "DELETE FROM artwork WHERE unused_since < ?";
    private static final String WITHOUT_IMAGE = "SELECT hash FROM pictures AS p WHERE created_at < ?"
            + " AND NOT EXISTS (SELECT 1 FROM artwork AS a WHERE a.hash = p.hash) LIMIT " + AT_ONCE;

    private final JdbcOperations operations;

    UnusedArtworkStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** Notes since when rows are of no image, and whose owners are gone; an undone deletion brings both back. */
    void mark(Instant now) {
        update(MARK, now.toEpochMilli());
        operations.prepareStatement(UNMARK, statement -> statement.executeUpdate());
    }

    /** Removes rows that were of no use before; {@return how many} */
    int deleteUnused(Instant before) {
        return update(DELETE, before.toEpochMilli());
    }

    private int update(String sql, long time) {
        return operations.prepareStatement(sql, statement -> {
            statement.setLong(1, time);
            return statement.executeUpdate();
        });
    }

    /** {@return some pictures that were added before and of which there is no image} */
    List<String> findPicturesWithoutImage(Instant before) {
        return Rows.read(operations::prepareStatement, WITHOUT_IMAGE, List.of(before.toEpochMilli()),
                row -> Rows.text(row, 1));
    }

    /** Removes pictures. */
    void deletePictures(Collection<String> hashes) {
        operations.prepareStatement("DELETE FROM pictures WHERE hash" + JsonArray.IN, statement -> {
            statement.setString(1, JsonArray.of(hashes));
            return statement.executeUpdate();
        });
    }

    /** {@return those of these pictures that there are} */
    Set<String> known(Collection<String> hashes) {
        return Set.copyOf(Rows.read(operations::prepareStatement, "SELECT hash FROM pictures WHERE hash" + JsonArray.IN,
                List.of(JsonArray.of(hashes)), row -> Rows.text(row, 1)));
    }
}
