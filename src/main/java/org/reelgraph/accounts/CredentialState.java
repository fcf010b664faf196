package org.reelgraph.accounts;

import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Role;

/**
 * The rights of a session or key whose user can sign in.
 *
 * @param role      the role of the session or key
 * @param ownerRole the role of its owner
 * @param expiresAt when a key expires, in milliseconds since 1970-01-01T00:00Z
 */
public record CredentialState(Role role, Role ownerRole, @Nullable Long expiresAt) {
}
