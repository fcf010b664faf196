package org.reelgraph.accounts;

import java.time.Instant;

/** What a sign-in gives. */
record SignIn(String accessToken, String refreshToken, Instant expiresAt, User user) {
}
