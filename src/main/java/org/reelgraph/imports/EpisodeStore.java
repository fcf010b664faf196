package org.reelgraph.imports;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.Repository;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;
import org.reelgraph.catalog.Episode;

/** Episodes as the writer sees them. */
@Repository("writer")
@JdbcRepository(dialect = Dialect.POSTGRES)
interface EpisodeStore extends CrudRepository<Episode, Long> {

    /** {@return the episodes of these series} */
    @Query("SELECT * FROM episodes WHERE series_id IN (SELECT value FROM json_each(:seriesIds))")
    List<Episode> findBySeries(String seriesIds);

    /** Removes episodes. */
    @Query("DELETE FROM episodes WHERE id IN (SELECT value FROM json_each(:ids))")
    void deleteByIds(String ids);
}
