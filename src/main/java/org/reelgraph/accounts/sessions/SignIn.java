package org.reelgraph.accounts.sessions;

import java.time.Instant;
import org.reelgraph.accounts.User;

/**
 * The result of a sign-in.
 *
 * @param expiresAt        when the access token ends
 * @param refreshExpiresAt when the refresh token ends
 */
public record SignIn(String accessToken, String refreshToken, Instant expiresAt, Instant refreshExpiresAt, User user) {
}
