package org.reelgraph.connections.health;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads how servers do. */
@SqlRepository
interface ServerHealthRepository extends GenericRepository<ServerHealth, Long> {

    /** {@return what is known of these servers, in no particular order} */
    @Query("SELECT * FROM server_health WHERE server_id" + JsonArray.IN_IDS)
    List<ServerHealth> findByIds(String ids);
}
