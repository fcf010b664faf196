package org.reelgraph.connections.indexers;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.sql.GeneratedBuilder;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * A server that knows of releases.
 *
 * @param kind      the name of the {@linkplain org.reelgraph.connections.servers.ServerKind kind} of server
 * @param managedBy the kind of the indexer through which it is asked; null if it is asked itself
 * @param baseUrl   without a slash at its end; null if it isn't known
 * @param apiKey    encrypted; an empty one if it needs none
 * @param priority  1 is the best
 */
@MappedEntity("indexers")
@GeneratedBuilder
public record Indexer(@Id long id, String name, String kind, @Nullable String managedBy, boolean enabled,
        @Nullable String baseUrl, String apiKey, int priority,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant updatedAt) {

    /** The prefix of its global ids. */
    public static final String PREFIX = "indexer";

    /** {@return its global id, which its key is encrypted for} */
    public String globalId() {
        return GlobalId.of(PREFIX, id);
    }

    /** {@return what it is, without its key} */
    @Override
    public String toString() {
        return name + " (" + kind + " at " + baseUrl + ")";
    }
}
