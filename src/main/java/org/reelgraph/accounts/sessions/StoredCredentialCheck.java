package org.reelgraph.accounts.sessions;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.reelgraph.accounts.CredentialStore;
import org.reelgraph.audit.CredentialCheck;
import org.reelgraph.graphql.access.Viewer;
import org.reelgraph.graphql.errors.ErrorCode;
import org.reelgraph.graphql.errors.RequestException;

/** Whether a session or key still is what it was when a request came in. */
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
                        "What the request came with has ended meanwhile. Sign in anew."));
        if (!role.covers(viewer.role())) {
            throw new RequestException(ErrorCode.FORBIDDEN,
                    "This takes the role " + viewer.role() + ", and by now it is " + role + ".");
        }
    }
}
