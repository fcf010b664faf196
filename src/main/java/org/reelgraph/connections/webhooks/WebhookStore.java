package org.reelgraph.connections.webhooks;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.repository.GenericRepository;
import org.reelgraph.storage.sql.SqlRepository;

/** Webhooks on the writer's connection. */
@SqlRepository("writer")
interface WebhookStore extends GenericRepository<Webhook, Long> {

    Webhook save(Webhook webhook);

    /** {@return how many there are of a connection} */
    @Query("SELECT count(*) FROM webhooks WHERE connection_id = :connectionId")
    int count(long connectionId);

    @Query("DELETE FROM webhooks WHERE connection_id = :connectionId")
    void delete(long connectionId);
}
