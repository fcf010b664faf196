package org.reelgraph.connections.health;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** How servers do, on the writer's connection. */
@SqlRepository("writer")
interface ServerHealthStore extends GenericRepository<ServerHealth, Long> {

    ServerHealth save(ServerHealth health);

    ServerHealth update(ServerHealth health);

    @Query("SELECT * FROM server_health WHERE server_id = :server")
    Optional<ServerHealth> find(long server);

    /** Forgets servers, of which a {@link JsonArray} has the ids. */
    @Query("DELETE FROM server_health WHERE server_id" + JsonArray.IN_IDS)
    void delete(String ids);
}
