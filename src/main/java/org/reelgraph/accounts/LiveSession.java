package org.reelgraph.accounts;

import io.micronaut.core.annotation.Introspected;
import org.reelgraph.graphql.access.Role;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.access.Viewer.Credential;

/** A session that has not been ended, of a user who can sign in. */
@Introspected
public record LiveSession(long sessionId, long userId, Role role) {

    public Viewer viewer() {
        return new Viewer(userId, new Credential(Credential.Kind.SESSION, sessionId), role);
    }
}
