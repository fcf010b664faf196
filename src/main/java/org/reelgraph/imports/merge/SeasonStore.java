package org.reelgraph.imports.merge;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;
import org.reelgraph.catalog.Season;

/** Seasons as the writer sees them. */
@Repository("writer")
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SeasonStore extends CrudRepository<Season, Long> {

    /** {@return the seasons of these series} */
    @Query("SELECT * FROM seasons WHERE series_id IN (SELECT value FROM json_each(:seriesIds))")
    List<Season> findBySeries(String seriesIds);

    /** Removes seasons with their episodes. */
    @Query("DELETE FROM seasons WHERE id IN (SELECT value FROM json_each(:ids))")
    void deleteByIds(String ids);
}
