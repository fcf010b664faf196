package org.reelgraph.accounts;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.reelgraph.accounts.UserAdministration.Invited;
import org.reelgraph.graphql.MutationPayload;
import org.reelgraph.graphql.UserError;
import org.reelgraph.graphql.UserErrorCode;

/**
 * The user that was changed, or why none was.
 *
 * @param passwordToken by which they set a password, where the mutation makes one
 */
public record UserPayload(@Nullable User user, @Nullable PasswordToken passwordToken, List<UserError> userErrors)
        implements
            MutationPayload {

    static UserPayload of(User user) {
        return new UserPayload(user, null, List.of());
    }

    static UserPayload of(Invited invited) {
        return new UserPayload(invited.user(), invited.token(), List.of());
    }

    static UserPayload refused(UserErrorCode code, String field, String message) {
        return new UserPayload(null, null, List.of(new UserError(code, message, List.of("input", field))));
    }
}
