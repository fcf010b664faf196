package org.reelgraph.connections.webhooks;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.reelgraph.storage.sql.JsonArray;
import org.reelgraph.storage.sql.SqlRepository;

/** Reads webhooks. */
@SqlRepository
interface WebhookRepository extends GenericRepository<Webhook, Long> {

    /** {@return the webhook with a token of this hash} */
    @Query("SELECT * FROM webhooks WHERE token_hash = :tokenHash")
    Optional<Webhook> findByTokenHash(String tokenHash);

    /** {@return the webhooks of these connections, in no particular order} */
    @Query("SELECT * FROM webhooks WHERE connection_id" + JsonArray.IN_IDS)
    List<Webhook> findByConnections(String ids);
}
