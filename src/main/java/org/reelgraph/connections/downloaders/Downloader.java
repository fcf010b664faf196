package org.reelgraph.connections.downloaders;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.schema.GlobalId;
import org.reelgraph.storage.sql.GeneratedBuilder;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * A program that downloads releases.
 *
 * @param kind          the name of the {@linkplain org.reelgraph.connections.servers.ServerKind kind} of server
 * @param baseUrl       without a slash at its end; null if it isn't known
 * @param userName      who signs in; null if nobody has to
 * @param credentials   the {@link Credentials}, encrypted
 * @param category      what its downloads from here are marked with; null if they aren't
 * @param timeoutMillis how long an answer may take
 */
@MappedEntity("downloaders")
@GeneratedBuilder
public record Downloader(@Id long id, String name, String kind, boolean enabled, @Nullable String baseUrl,
        @Nullable String userName, String credentials, @Nullable String category, int timeoutMillis,
        @MappedProperty(converter = InstantColumn.class) Instant createdAt,
        @MappedProperty(converter = InstantColumn.class) Instant updatedAt) {

    /** The prefix of its global ids. */
    public static final String PREFIX = "downloader";

    /** {@return its global id, which its credentials are encrypted for} */
    public String globalId() {
        return GlobalId.of(PREFIX, id);
    }

    /** {@return what it is, without its credentials} */
    @Override
    public String toString() {
        return name + " (" + kind + " at " + baseUrl + ")";
    }
}
