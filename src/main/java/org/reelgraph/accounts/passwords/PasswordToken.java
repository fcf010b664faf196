package org.reelgraph.accounts.passwords;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.reelgraph.accounts.VerificationToken;
import org.reelgraph.storage.RandomToken;

/**
 * A new one-time token, which is shown only once.
 *
 * @param token     the text with which its bearer sets a password
 * @param purpose   whether that is their first password
 * @param expiresAt when it expires
 */
public record PasswordToken(String token, VerificationToken.Purpose purpose, Instant expiresAt) {

    private static final Duration GOOD_FOR = Duration.ofHours(24);

    static PasswordToken random(SecureRandom random, VerificationToken.Purpose purpose, Instant now) {
        return new PasswordToken(RandomToken.of(random), purpose, now.plus(GOOD_FOR));
    }

    @Override
    public String toString() {
        return purpose + " until " + expiresAt;
    }
}
