package org.reelgraph.accounts.keys;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.access.Viewer.Credential;

/**
 * A key that isn't revoked, of a user who can sign in.
 *
 * @param role      the role of the key
 * @param ownerRole the current role of its owner
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
