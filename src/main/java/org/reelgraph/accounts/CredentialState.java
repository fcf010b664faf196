package org.reelgraph.accounts;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;
import org.reelgraph.graphql.access.Role;

/**
 * The rights of a session or key whose user may sign in.
 *
 * @param role      its own
 * @param ownerRole its owner's
 * @param expiresAt when a key ends by itself, in milliseconds since 1970-01-01T00:00Z
 */
@Introspected
public record CredentialState(Role role, Role ownerRole, @Nullable Long expiresAt) {
}
