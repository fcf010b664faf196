package org.reelgraph.connections;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads connections. */
@SqlRepository
interface ConnectionRepository extends GenericRepository<ServerConnection, Long> {

    Optional<ServerConnection> findById(long id);

    /** {@return all connections by name} */
    @Query("SELECT * FROM connections ORDER BY name")
    List<ServerConnection> findAll();

    /** {@return the connections with these ids, in no particular order} */
    @Query("SELECT * FROM connections WHERE id" + JsonArray.IN_IDS)
    List<ServerConnection> findByIds(String ids);
}
