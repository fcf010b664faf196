package org.reelgraph.frontpage;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.SqlRepository;

/** How rows were arranged, on the writer's connection. */
@SqlRepository("writer")
interface HomeRowStore extends GenericRepository<StoredHomeRow, String> {

    @Query("SELECT * FROM home_rows ORDER BY position, kind")
    List<StoredHomeRow> findAll();

    @Query("DELETE FROM home_rows")
    void deleteAll();

    Iterable<StoredHomeRow> saveAll(Iterable<StoredHomeRow> rows);
}
