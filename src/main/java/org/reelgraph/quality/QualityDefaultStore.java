package org.reelgraph.quality;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** The default profiles of kinds on the writer's connection. There are as many as kinds, at most. */
@SqlRepository("writer")
interface QualityDefaultStore extends GenericRepository<QualityDefault, Long> {

    QualityDefault save(QualityDefault added);

    QualityDefault update(QualityDefault changed);

    @Query("SELECT * FROM quality_defaults ORDER BY id")
    List<QualityDefault> findAll();

    @Query("DELETE FROM quality_defaults WHERE id" + JsonArray.IN_IDS)
    void delete(String ids);
}
