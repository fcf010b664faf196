package org.reelgraph.accounts.passwords;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.accounts.VerificationTokenStore;
import org.reelgraph.storage.retention.RetentionRule;

/** How long one-time tokens are kept after their end. */
@Singleton
class PasswordTokenRetention implements RetentionRule {

    private static final Duration KEPT = Duration.ofDays(30);

    private final VerificationTokenStore tokens;

    PasswordTokenRetention(VerificationTokenStore tokens) {
        this.tokens = tokens;
    }

    @Override
    public String contents() {
        return "password tokens";
    }

    @Override
    public Duration kept() {
        return KEPT;
    }

    @Override
    public int removeSome(Instant before) {
        return tokens.deleteExpired(before.toEpochMilli());
    }
}
