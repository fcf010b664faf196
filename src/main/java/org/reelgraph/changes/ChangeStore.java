package org.reelgraph.changes;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import org.reelgraph.storage.sql.SqlRepository;

/** Changes as the writer sees them. */
@SqlRepository("writer")
interface ChangeStore extends GenericRepository<StoredChange, Long> {

    /** Notes that deletions from before may be forgotten. */
    @Query("UPDATE change_places SET forgotten = (SELECT max(place) FROM (SELECT forgotten AS place"
            + " UNION ALL SELECT max(seq) FROM changes WHERE deleted = 1 AND at < :before) AS places)")
    void forgetBefore(long before);

    /** {@return the last place that was given} */
    @Query("SELECT coalesce(max(last), 0) FROM change_places")
    long last();

    /** Goes on after a place, as if all deletions up to it were forgotten. */
    @Query("INSERT INTO change_places (id, last, forgotten) VALUES (1, :place, :place)"
            + " ON CONFLICT (id) DO UPDATE SET last = excluded.last, forgotten = excluded.forgotten")
    void continueAfter(long place);

    /** Removes up to 1,000 deletions from before; {@return how many} */
    @Query("DELETE FROM changes WHERE seq IN"
            + " (SELECT seq FROM changes WHERE deleted = 1 AND at < :before LIMIT 1000)")
    int deleteBefore(long before);
}
