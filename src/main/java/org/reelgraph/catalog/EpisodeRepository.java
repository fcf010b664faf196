package org.reelgraph.catalog;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Reads episodes. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface EpisodeRepository extends GenericRepository<Episode, Long> {

    /** How many episodes a season or series has, and how long they run together as far as that is known. */
    @Introspected
    record Totals(long parentId, int episodes, long durationSeconds) {

        /** {@return the duration as the schema's Int holds it: 68 years at most} */
        int cappedDurationSeconds() {
            return (int) Math.min(durationSeconds, Integer.MAX_VALUE);
        }
    }

    /** {@return the episodes of these ids, in no order} */
    @Query("SELECT * FROM episodes WHERE id IN (SELECT value FROM json_each(:ids))")
    List<Episode> findByIds(String ids);

    /** {@return the episodes of these seasons by number} */
    @Query("SELECT * FROM episodes WHERE season_id IN (SELECT value FROM json_each(:seasonIds))"
            + " ORDER BY season_id, number")
    List<Episode> findBySeason(String seasonIds);

    /** {@return the totals of those of these seasons that have episodes} */
    @Query("SELECT season_id AS parent_id, count(*) AS episodes, coalesce(sum(duration_seconds), 0) AS duration_seconds"
            + " FROM episodes WHERE season_id IN (SELECT value FROM json_each(:seasonIds)) GROUP BY season_id")
    List<Totals> totalsBySeason(String seasonIds);

    /** {@return the totals of those of these series that have episodes} */
    @Query("SELECT series_id AS parent_id, count(*) AS episodes, coalesce(sum(duration_seconds), 0) AS duration_seconds"
            + " FROM episodes WHERE series_id IN (SELECT value FROM json_each(:seriesIds)) GROUP BY series_id")
    List<Totals> totalsBySeries(String seriesIds);
}
