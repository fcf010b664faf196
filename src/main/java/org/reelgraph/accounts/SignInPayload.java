package org.reelgraph.accounts;

import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.reelgraph.graphql.MutationPayload;
import org.reelgraph.graphql.UserError;
import org.reelgraph.graphql.UserErrorCode;

/** The tokens of a session, or why there are none. */
public record SignInPayload(@Nullable String accessToken, @Nullable String refreshToken, @Nullable Instant expiresAt,
        @Nullable Instant refreshExpiresAt, @Nullable User user,
        List<UserError> userErrors) implements MutationPayload {

    static SignInPayload of(SignIn done) {
        return new SignInPayload(done.accessToken(), done.refreshToken(), done.expiresAt(), done.refreshExpiresAt(),
                done.user(), List.of());
    }

    static SignInPayload refused(UserErrorCode code, String message, String... path) {
        return new SignInPayload(null, null, null, null, null, List.of(new UserError(code, message, List.of(path))));
    }
}
