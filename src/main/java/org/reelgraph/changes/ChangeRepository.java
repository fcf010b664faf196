package org.reelgraph.changes;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads changes. */
@SqlRepository
interface ChangeRepository extends GenericRepository<StoredChange, Long> {

    /** What comes after a place, but for deletions of what its client was never told of. */
    String AFTER = " FROM changes WHERE seq > :place"
            + " AND NOT (deleted = 1 AND created_seq > :known AND (created_seq > :place OR seq <= :begun))";

    /** {@return the changes of these places, in no order} */
    @Query("SELECT * FROM changes WHERE seq" + JsonArray.IN_EACH + ":places" + JsonArray.END)
    List<StoredChange> findByPlaces(String places);

    /** {@return the changes after a place, in order} */
    @Query("SELECT *" + AFTER + " ORDER BY seq LIMIT :most")
    List<StoredChange> findAfter(long place, long known, long begun, int most);

    /** {@return how many changes there are after a place} */
    @Query("SELECT count(*)" + AFTER)
    int countAfter(long place, long known, long begun);

    /**
     * {@return the last place that was given, and up to which one deletions are forgotten; nothing before the first
     * change}
     */
    @Query("SELECT last, forgotten FROM change_places")
    Optional<Known> known();

    /** What is known of the order. */
    @Introspected
    record Known(long last, long forgotten) {
    }
}
