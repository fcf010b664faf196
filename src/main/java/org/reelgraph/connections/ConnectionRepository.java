package org.reelgraph.connections;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads connections. */
@SqlRepository
interface ConnectionRepository extends GenericRepository<ConnectedServer, Long> {

    Optional<ConnectedServer> findById(long id);

    /** {@return all connections by name} */
    @Query("SELECT * FROM connections ORDER BY name")
    List<ConnectedServer> findAll();

    /** {@return the connections with these ids, in no particular order} */
    @Query("SELECT * FROM connections WHERE id" + JsonArray.IN_IDS)
    List<ConnectedServer> findByIds(String ids);
}
