package org.reelgraph.accounts.sessions;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.accounts.SessionStore;
import org.reelgraph.storage.retention.RetentionRule;

/** How long sessions are kept after their end. */
@Singleton
class SessionRetention implements RetentionRule {

    private static final Duration KEPT = Duration.ofDays(30);

    private final SessionStore sessions;

    SessionRetention(SessionStore sessions) {
        this.sessions = sessions;
    }

    @Override
    public String contents() {
        return "sessions";
    }

    @Override
    public Duration kept() {
        return KEPT;
    }

    @Override
    public int removeSome(Instant before) {
        return sessions.deleteExpired(before.toEpochMilli());
    }
}
