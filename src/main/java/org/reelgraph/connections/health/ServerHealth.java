package org.reelgraph.connections.health;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reelgraph.connections.servers.ServerException;
import org.reelgraph.storage.sql.GeneratedBuilder;
import org.reelgraph.storage.sql.InstantColumn;

/**
 * How a server does.
 *
 * @param level         how often it failed, less how often it didn't; it decides how long it is left alone
 * @param failingSince  when the first of the failures was that no success has followed
 * @param lastProblem   the name of a {@link org.reelgraph.connections.servers.ServerProblem}
 * @param lastMessage   the same in words
 * @param disabledUntil until when it isn't asked; it may be over
 */
@MappedEntity("server_health")
@GeneratedBuilder
public record ServerHealth(@Id long serverId, int level,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant failingSince,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant lastFailureAt,
        @Nullable String lastProblem, @Nullable String lastMessage,
        @Nullable @MappedProperty(converter = InstantColumn.class) Instant disabledUntil) {

    /** {@return how a server does of which no failure is known} */
    public static ServerHealth good(long serverId) {
        return new ServerHealth(serverId, 0, null, null, null, null, null);
    }

    /**
     * {@return how it does after a failure}
     *
     * @param early whether the program has just begun, when a failure is often its own network's
     */
    ServerHealth failed(ServerException failure, Instant now, boolean early) {
        var next = early ? Math.max(level, 1) : Math.min(level + 1, BackOff.HIGHEST);
        var rest = early ? Optional.<Instant>empty() : Optional.of(now.plus(BackOff.ofLevel(next)));
        // What the server itself asks for counts in any case.
        var asked = failure.pause().map(BackOff::bounded).map(now::plus);
        var until = rest.filter(own -> asked.isEmpty() || own.isAfter(asked.get())).or(() -> asked);
        return new ServerHealth(serverId, next, failingSince == null ? now : failingSince, now,
                failure.problem().name(), failure.reason(), until.orElse(null));
    }

    /** {@return how it does after a success: the failures before aren't forgotten at once} */
    ServerHealth succeeded() {
        return new ServerHealth(serverId, Math.max(level - 1, 0), null, lastFailureAt, lastProblem, lastMessage, null);
    }

    /** {@return whether it is to be left alone at a time} */
    boolean isDisabledAt(Instant now) {
        return disabledUntil != null && disabledUntil.isAfter(now);
    }
}
