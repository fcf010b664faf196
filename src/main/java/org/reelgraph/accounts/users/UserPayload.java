package org.reelgraph.accounts.users;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reelgraph.accounts.User;
import org.reelgraph.accounts.passwords.PasswordToken;
import org.reelgraph.accounts.users.UserAdministration.Invited;
import org.reelgraph.graphql.errors.UserError;
import org.reelgraph.graphql.schema.MutationPayload;
import org.reelgraph.storage.sql.GeneratedBuilder;

/**
 * The user that was changed, or why none was.
 *
 * @param passwordToken by which they set a password, where the mutation makes one
 */
@GeneratedBuilder
public record UserPayload(@Nullable User user, @Nullable PasswordToken passwordToken, List<UserError> userErrors)
        implements
            MutationPayload {

    static UserPayload of(User user) {
        return new UserPayload(user, null, List.of());
    }

    static UserPayload of(Invited invited) {
        return new UserPayload(invited.user(), invited.token(), List.of());
    }

    static UserPayload refused(UserError error) {
        return UserPayloadBuilder.builder().userErrors(List.of(error)).build();
    }
}
