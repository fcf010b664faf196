package org.reelgraph.accounts.sessions;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.accounts.User;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.storage.sql.GeneratedBuilder;

/** The tokens of a session, or why there are none. */
@GeneratedBuilder
public record SignInPayload(@Nullable String accessToken, @Nullable String refreshToken, @Nullable Instant expiresAt,
        @Nullable Instant refreshExpiresAt, @Nullable User user,
        List<UserError> userErrors) implements MutationPayload {

    public static SignInPayload of(SignIn done) {
        return new SignInPayload(done.accessToken(), done.refreshToken(), done.expiresAt(), done.refreshExpiresAt(),
                done.user(), List.of());
    }

    /** {@return the answer to input that was refused} */
    public static SignInPayload refused(UserError error) {
        return SignInPayloadBuilder.builder().userErrors(List.of(error)).build();
    }
}
