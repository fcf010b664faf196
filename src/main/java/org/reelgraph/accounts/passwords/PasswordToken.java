package org.reelgraph.accounts.passwords;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.reelgraph.accounts.VerificationToken;

/**
 * A one-time token as who hands it out sees it, once.
 *
 * @param token     what its bearer sets a password by
 * @param purpose   whether it is their first
 * @param expiresAt until when it is good
 */
public record PasswordToken(String token, VerificationToken.Purpose purpose, Instant expiresAt) {

    private static final int BYTES = 32;
    private static final Duration GOOD_FOR = Duration.ofHours(24);

    static PasswordToken random(SecureRandom random, VerificationToken.Purpose purpose, Instant now) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new PasswordToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), purpose,
                now.plus(GOOD_FOR));
    }

    @Override
    public String toString() {
        return purpose + " until " + expiresAt;
    }
}
