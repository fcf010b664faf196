package org.reelgraph.accounts.sessions;

import jakarta.inject.Singleton;
import org.reelgraph.accounts.SessionStore;
import org.reelgraph.storage.copy.ReplacementStep;

/** Ends all sessions: those that were revoked since must not come back, and who signed in since may not exist. */
@Singleton
class SessionReplacement implements ReplacementStep {

    private final SessionStore sessions;

    SessionReplacement(SessionStore sessions) {
        this.sessions = sessions;
    }

    @Override
    public Runnable begin() {
        return sessions::deleteAll;
    }
}
