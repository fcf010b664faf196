package org.reelgraph.catalog;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** Reads seasons. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface SeasonRepository extends GenericRepository<Season, Long> {

    /** How many seasons a series has. */
    @Introspected
    record Count(long seriesId, int seasons) {
    }

    /** {@return the seasons of these ids, in no order} */
    @Query("SELECT * FROM seasons WHERE id IN (SELECT value FROM json_each(:ids))")
    List<Season> findByIds(String ids);

    /** {@return the seasons of these series by number, specials last} */
    @Query("SELECT * FROM seasons WHERE series_id IN (SELECT value FROM json_each(:seriesIds))"
            + " ORDER BY series_id, number = 0, number")
    List<Season> findBySeries(String seriesIds);

    /** {@return the numbers of seasons of those of these series that have any} */
    @Query("SELECT series_id, count(*) AS seasons FROM seasons"
            + " WHERE series_id IN (SELECT value FROM json_each(:seriesIds)) GROUP BY series_id")
    List<Count> countBySeries(String seriesIds);
}
