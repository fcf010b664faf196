package org.reelgraph.connections;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.sql.GeneratedBuilder;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * A server that the library comes from.
 *
 * @param kind   the name of the {@linkplain org.reelgraph.connections.servers.ServerKind kind} of server
 * @param url    without a slash at its end
 * @param secret the API key or token, encrypted
 * @param source the source under which its items are kept in the library
 * @param serverIdentifier how the server names itself; null until it has been asked
 */
@MappedEntity("connections")
@GeneratedBuilder
public record ConnectedServer(@Id long id, String name, String kind, String url, String secret,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant updatedAt, String source,
        @Nullable String serverIdentifier) {

    /** The prefix of its global ids. */
    public static final String PREFIX = "connection";

    /** {@return its global id, which its secret is encrypted for} */
    public String globalId() {
        return GlobalId.of(PREFIX, id);
    }

    /** {@return what it is, without its secret} */
    @Override
    public String toString() {
        return name + " (" + kind + " at " + url + ")";
    }
}
