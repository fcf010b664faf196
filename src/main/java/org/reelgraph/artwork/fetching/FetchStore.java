package org.reelgraph.artwork.fetching;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.Rows;

/** Keeps what became of pictures, on the writer's connection. */
@Singleton
class FetchStore {

    private static final String FORGET = "DELETE FROM artwork_fetches WHERE owner_id = ? AND kind = ? AND source = ?"
            + " AND path = ?";
    // An item that was deleted meanwhile has no pictures.
    private static final String INSERT = "INSERT INTO artwork_fetches (" + FetchReader.NAMES
            + ") SELECT ?, m.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM media_items AS m WHERE m.id = ?";
    private static final String FORGET_UNNAMED = "DELETE FROM artwork_fetches WHERE media_id" + JsonArray.IN
            + " AND NOT EXISTS (SELECT 1 FROM people AS p WHERE p.id = artwork_fetches.owner_id)"
            + " AND NOT EXISTS (SELECT 1 FROM images AS i WHERE i.owner_id = artwork_fetches.owner_id"
            + " AND i.kind = artwork_fetches.kind AND i.source = artwork_fetches.source"
            + " AND i.path = artwork_fetches.path)";

    private final JdbcOperations operations;

    FetchStore(@Named("writer") JdbcOperations operations) {
        this.operations = operations;
    }

    /** Keeps what became of pictures, in place of what became of them before. */
    void save(List<ArtworkFetch> fetches) {
        Rows.write(operations, FORGET, fetches, (statement, fetch) -> {
            statement.setLong(1, fetch.ownerId());
            Rows.set(statement, 2, (Object) fetch.kind());
            statement.setString(3, fetch.source());
            statement.setString(4, fetch.path());
        });
        Rows.write(operations, INSERT, fetches, (statement, fetch) -> {
            statement.setLong(1, fetch.id());
            statement.setLong(2, fetch.ownerId());
            Rows.set(statement, 3, (Object) fetch.kind());
            statement.setString(4, fetch.source());
            statement.setString(5, fetch.path());
            Rows.set(statement, 6, (Object) fetch.outcome());
            Rows.set(statement, 7, (Object) fetch.problem());
            statement.setString(8, fetch.message());
            statement.setInt(9, fetch.attempts());
            Rows.set(statement, 10, fetch.triedAt());
            if (fetch.jobId() == null) {
                statement.setNull(11, Types.BIGINT);
            } else {
                statement.setLong(11, fetch.jobId());
            }
            statement.setInt(12, fetch.position());
            statement.setLong(13, fetch.mediaId());
        });
    }

    /** Forgets what became of pictures that are no longer named for any of these items or what belongs to them. */
    void forgetUnnamed(Collection<Long> items) {
        operations.prepareStatement(FORGET_UNNAMED, statement -> {
            statement.setString(1, JsonArray.ofIds(items));
            return statement.executeUpdate();
        });
    }
}
