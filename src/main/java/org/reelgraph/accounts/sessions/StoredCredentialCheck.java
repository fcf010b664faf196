package org.reelgraph.accounts.sessions;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.reelgraph.accounts.CredentialStore;
import org.reelgraph.audit.CredentialCheck;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/** Checks that a session or key is still what it was when the request came in. */
@Singleton
class StoredCredentialCheck implements CredentialCheck {

    private final CredentialStore credentials;
    private final Clock clock;

    StoredCredentialCheck(CredentialStore credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public void check(Viewer viewer) {
        var id = viewer.credential().id();
        var state = viewer.isKey() ? credentials.findKey(id) : credentials.findSession(id);
        var role = state.filter(found -> found.expiresAt() == null || clock.millis() < found.expiresAt())
                .map(found -> found.role().lowerOf(found.ownerRole()))
                .orElseThrow(() -> new RequestException(ErrorCode.UNAUTHENTICATED,
                        "The session or API key has ended in the meantime. Sign in again."));
        if (!role.covers(viewer.role())) {
            throw new RequestException(ErrorCode.FORBIDDEN,
                    "This requires the role " + viewer.role() + ", but the role is now " + role + ".");
        }
    }
}
