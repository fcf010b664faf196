package org.reelgraph.accounts;

import java.time.Instant;

/**
 * What a sign-in gives.
 *
 * @param expiresAt        when the access token ends
 * @param refreshExpiresAt when the refresh token ends
 */
record SignIn(String accessToken, String refreshToken, Instant expiresAt, Instant refreshExpiresAt, User user) {
}
