package org.reelgraph.connections.webhooks;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * The address at which the server of a connection tells what is new.
 *
 * @param tokenHash the hash of the token in the address
 */
@MappedEntity("webhooks")
record Webhook(@Id long connectionId, String tokenHash,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt) {
}
