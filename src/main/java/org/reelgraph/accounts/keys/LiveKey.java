package org.reelgraph.accounts.keys;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.access.Viewer.Credential;

/**
 * A key that was not ended, of a user who may sign in.
 *
 * @param role      the key's own
 * @param ownerRole its owner's as of now
 */
@Introspected
record LiveKey(long keyId, long userId, Role role, Role ownerRole, @Nullable Long expiresAt) {

    boolean isOpen(Instant now) {
        return expiresAt == null || now.toEpochMilli() < expiresAt;
    }

    Viewer viewer() {
        return new Viewer(userId, new Credential(Credential.Kind.API_KEY, keyId),
                role.lowerOf(ownerRole));
    }
}
