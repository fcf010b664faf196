package org.reelgraph.imports.merge.stores;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.CrudRepository;
import java.util.List;
import org.reelgraph.catalog.Season;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Access to seasons on the writer's connection. */
@SqlRepository("writer")
public interface SeasonStore extends CrudRepository<Season, Long> {

    /** {@return the seasons of these series} */
    @Query("SELECT * FROM seasons WHERE series_id" + JsonArray.IN_EACH + ":seriesIds" + JsonArray.END)
    List<Season> findBySeries(String seriesIds);

    /** Removes seasons with their episodes. */
    @Query("DELETE FROM seasons WHERE id" + JsonArray.IN_IDS)
    void deleteByIds(String ids);
}
